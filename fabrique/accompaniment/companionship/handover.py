"""The hand-over kit for a new executive: story, effects, commitments, decisions, next steps, from what is kept (R533).

It travels outside the platform: nothing in it names a person of the delegation, tells what was said in confidence, or
is still under discussion. An effect stands in it once it was read again; the rest is what its reader may see.
"""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.companionship.enums import PointState
from fabrique.accompaniment.companionship.models import Point
from fabrique.accompaniment.evaluation.enums import FindingState
from fabrique.accompaniment.evaluation.models import Effect, Limit
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.recruitment.models import Candidacy, Commitment
from fabrique.accompaniment.workspace.models import Decision, Position
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Block, Bullets, Document, Entry, Facts, Items, Paragraph, Section
from fabrique.ground.agenda.models import Event

READ_AGAIN = (FindingState.ACCEPTED, FindingState.PUBLISHED)
COMING = 3


def build(participation: Participation, person, language: str) -> Document:
    """In one page or two, as this person may see it. About ten queries, whatever the path."""
    written_in = "" if language == "fr" else "fr"
    today = date_format(timezone.localdate(), "j F Y")
    return Document(
        title=_("Ce que le territoire a mis en route"),
        subtitle=f"{participation.territory.name}, {participation.cohort.name}",
        language=language,
        date_label=today,
        fiction=participation.cohort.fictional,
        notice=_("Pour l’équipe qui arrive. Tiré de ce qui est inscrit et relu ; rien n’y est confidentiel."),
        sections=[
            Section(_("L’histoire"), story(participation, person, written_in)),
            Section(_("Ce qui a changé, ce qui résiste"), findings(participation, person, written_in)),
            Section(_("Ce à quoi le territoire s’est engagé"), commitments(participation, person, written_in)),
            Section(_("Ce qui est décidé"), decisions(participation, person, written_in)),
            Section(_("Et maintenant"), next_steps(participation, person, written_in)),
        ],
    )


def missing(text: str) -> list[Block]:
    return [Paragraph(text, kind="missing")]


def story(participation: Participation, person, lang: str) -> list[Block]:
    cohort = participation.cohort
    facts = [(_("Le parcours"), cohort.name)]
    if cohort.starts_on and cohort.ends_on:
        start, end = date_format(cohort.starts_on, "F Y"), date_format(cohort.ends_on, "F Y")
        facts.append((_("De, à"), f"{start} – {end}"))
    blocks: list[Block] = [Facts(facts)]
    projects = PilotProject.objects.visible_to(person).filter(participation=participation).order_by("pk")
    entries = [Entry(project.title, project.summary, project.blockage) for project in projects]
    return [*blocks, Items(entries, lang=lang)] if entries else blocks


def findings(participation: Participation, person, lang: str) -> list[Block]:
    """Those that were read again: a proposal is still somebody's word."""
    effects = Effect.objects.visible_to(person).filter(participation=participation, state__in=READ_AGAIN)
    limits = Limit.objects.visible_to(person).filter(participation=participation, state__in=READ_AGAIN)
    entries = [Entry(effect.labels or _("Effet"), effect.text) for effect in effects.in_reading_order()]
    entries += [Entry(limit.title, limit.text, limit.answer) for limit in limits.in_reading_order()]
    return [Items(entries, lang=lang)] if entries else missing(_("Rien n’a encore été relu."))


def commitments(participation: Participation, person, lang: str) -> list[Block]:
    """The text signed for the institution, without the name of who signed: another executive reads it."""
    files = Candidacy.objects.visible_to(person).filter(participation=participation)
    signed = Commitment.objects.standing().filter(candidacy__in=files).order_by("-signed_on", "pk")
    blocks: list[Block] = []
    for one in signed:
        day = date_format(one.signed_on, "j F Y")
        blocks.append(
            Paragraph(_("Signé le %(day)s, au titre de : %(quality)s.") % {"day": day, "quality": one.quality})
        )
        blocks.append(Paragraph(one.text, lang=lang))
        if one.means:
            blocks.append(Paragraph(one.means, lang=lang))
    return blocks or missing(_("Aucun engagement signé n’est inscrit."))


def decisions(participation: Participation, person, lang: str) -> list[Block]:
    """Those that stand, without who was present."""
    standing = Decision.objects.visible_to(person).filter(participation=participation, replaced_by=None)
    entries = [
        Entry(one.title, one.reason, f"{date_format(one.decided_on, 'j F Y')}, {one.body}")
        for one in standing.order_by("decided_on", "pk")
    ]
    return [Items(entries, lang=lang)] if entries else missing(_("Aucune décision n’est inscrite."))


def next_steps(participation: Participation, person, lang: str) -> list[Block]:
    blocks: list[Block] = []
    position = Position.objects.visible_to(person).filter(participation=participation, moment="end").first()
    if position and (position.next_steps or position.engagement):
        lines = [text for text in (position.next_steps, position.engagement) if text]
        blocks.append(Bullets(lines, lang=lang))
    told = Point.objects.visible_to(person).filter(
        companionship__participation=participation, state=PointState.PUBLISHED
    )
    blocks += [Paragraph(point.lives_on, lang=lang) for point in told.order_by("-due_on", "pk")[:1]]
    if dates := coming(participation, person):
        blocks.append(Bullets(dates))
    return blocks or missing(_("Les prochaines étapes restent à écrire."))


def coming(participation: Participation, person) -> list[str]:
    events: Iterable[Event] = (
        Event.objects.visible_to(person).standing().to_come().filter(scope=participation.cohort.scope)[:COMING]
    )
    return [f"{date_format(timezone.localtime(event.starts_at), 'j F Y')}, {event.title}" for event in events]
