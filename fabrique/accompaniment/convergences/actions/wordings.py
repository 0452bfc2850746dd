"""The words of the public page, written by who leads; nobody reads them before they are published (R391)."""

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held, next_order
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.convergences import permissions as may
from fabrique.accompaniment.convergences.models import Wording
from fabrique.accompaniment.diagnostics.enums import ThemeGroup
from fabrique.accompaniment.diagnostics.models import Theme
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

READ = ("group", "order", "title", "text", "source")


@transaction.atomic
def add_wording(*, cohort: Cohort, group: ThemeGroup, title: str, by: Person, text: str = "", source: str = "") -> Wording:  # fmt: skip
    may.lead_topics(by, held(cohort))
    if same := cohort.wordings.filter(group=group, title=title.strip()).first():
        return same
    wording = Wording.objects.create(
        cohort=cohort, group=group, title=title.strip(), text=text.strip(), source=source.strip(), order=next_order(cohort.wordings)
    )  # fmt: skip
    audit.record(by, "convergence-added", wording, cohort=cohort.code)
    return wording


@transaction.atomic
def take_up_published(*, cohort: Cohort, by: Person) -> list[Wording]:
    """Texts of the page that came from a source before anybody wrote here: from now on they are edited here too."""
    may.lead_topics(by, held(cohort))
    known = cohort.wordings.exclude(theme=None).values("theme")
    taken = [
        Wording.objects.create(cohort=cohort, theme=theme, **{name: getattr(theme, name) for name in READ})
        for theme in cohort.themes.exclude(pk__in=known)
    ]
    if taken:
        audit.record(by, "convergences-taken-up", cohort, count=len(taken))
    return taken


@transaction.atomic
def edit_wording(*, wording: Wording, group: ThemeGroup, title: str, text: str, source: str, by: Person, seen: int) -> Wording:  # fmt: skip
    """What everybody reads stays as it is until it is published again."""
    may.keep_wording(by, wording)
    values = {"group": group, "title": title.strip(), "text": text.strip(), "source": source.strip()}
    wording.save_values(values, seen=seen)
    audit.record(by, "convergence-edited", wording)
    return wording


@transaction.atomic
def order_wording(*, wording: Wording, up: bool, by: Person) -> None:
    """One place up or down, on the page of everybody too."""
    may.keep_wording(by, wording)
    rows = list(held(wording.cohort).wordings.select_related("theme"))
    here = rows.index(wording)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for order, row in enumerate(rows):
        Wording.objects.filter(pk=row.pk).update(order=order)
        if row.theme_id:
            Theme.objects.filter(pk=row.theme_id).update(order=order)
    audit.record(by, "convergence-ordered", wording)


@transaction.atomic
def publish_wording(*, wording: Wording, by: Person) -> Wording:
    may.keep_wording(by, wording)
    if not wording.text:
        raise Denied(_("Écrivez d’abord une phrase : un titre seul n’apprend rien à qui ne connaît pas la cohorte."))
    values = {name: getattr(wording, name) for name in READ}
    if wording.theme_id:
        Theme.objects.filter(pk=wording.theme_id).update(**values)
    else:
        theme = Theme.objects.create(cohort=wording.cohort, **values)
        wording.save_values({"theme": theme}, seen=wording.version)
    audit.record(by, "convergence-published", wording)
    return wording


@transaction.atomic
def unpublish_wording(*, wording: Wording, by: Person) -> Wording:
    may.keep_wording(by, wording)
    if theme := wording.theme:
        wording.save_values({"theme": None}, seen=wording.version)
        theme.delete()
        audit.record(by, "convergence-unpublished", wording)
    return wording


@transaction.atomic
def remove_wording(*, wording: Wording, by: Person) -> None:
    unpublish_wording(wording=wording, by=by)
    audit.record(by, "convergence-removed", wording)
    wording.delete()
