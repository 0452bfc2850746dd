"""The rooms of a diagnostic where it is given back, and what comes and goes with its team, its interviews, its notes."""

from django.utils.translation import gettext_lazy as _

from fabrique.accompaniment.diagnostics.actions.vault import spaces_beside
from fabrique.accompaniment.diagnostics.erasure import erased_with
from fabrique.accompaniment.diagnostics.guests import given_back
from fabrique.accompaniment.diagnostics.rooms import Part, add_room
from fabrique.accompaniment.interviews.actions.erasing import erased_with as erased_with_interview
from fabrique.accompaniment.pilots.recommendations import Advice, GivenBack, tells_advice
from fabrique.accompaniment.restitution import actions
from fabrique.accompaniment.restitution import permissions as may
from fabrique.accompaniment.restitution.models import Edition
from fabrique.accompaniment.restitution.releases import told
from fabrique.accompaniment.restitution.tables import by_group

add_room(Part.RESTITUTE, "restitution:draft", _("Constats"), may.read_draft)
add_room(Part.RESTITUTE, "restitution:guard", _("La garde"), may.read_draft)
add_room(Part.RESTITUTE, "restitution:versions", _("Versions et relectures"), may.read_draft)
add_room(Part.RESTITUTE, "restitution:outcome", _("La restitution"), may.find_restitution)

erased_with(actions.erase_drafts)
erased_with_interview(actions.take_back)


@given_back
def restitution(diagnostic) -> tuple[str, dict] | None:
    """The text itself, and what changed since; neither who said so nor what the number one asked."""
    found = diagnostic.editions.restituted().select_related("restitution").first()
    if found is None:
        return None
    content = told(found)
    shown = {"edition": found, "content": content, "groups": by_group(content)}
    return "restitution/given.html", shown | {"changes": found.restitution.changes.all()}


@spaces_beside
def versions(diagnostic) -> list[str]:
    """Each version has its own: who leaves the team loses it too, who joins receives it."""
    return list(diagnostic.editions.exclude(space="").values_list("space", flat=True))


@tells_advice
def last_restituted(participation, person=None) -> GivenBack | None:
    """What the last diagnostic of a territory recommends to its projects, and what it answers: kept here alone (R372)."""
    editions = Edition.objects.restituted() if person is None else Edition.objects.visible_to(person).restituted()
    found = (
        editions.filter(diagnostic__participation=participation).select_related("restitution").order_by("-pk").first()
    )
    if found is None:
        return None
    rows = list(found.published_recommendations.order_by("order", "pk"))
    found.diagnostic.participation = participation
    for row in rows:
        row.edition = found
    return GivenBack(
        on=found.restitution.held_on, edition=found.code, url=found.get_absolute_url(),
        may_answer=bool(person and rows) and may.answer_recommendation.allows(person, rows[0]),
        advice=[
            Advice(row.code, row.text, row.addressee, row.taken_up, str(row.get_taken_up_display()), row.why, row.project_id, row.answered_at)
            for row in rows
        ],
    )  # fmt: skip
