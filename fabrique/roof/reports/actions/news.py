"""Who is told what of a report, in the morning letter: those who can do something of it, and nothing they may not read."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.core.dates import date_format
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.roof.reports.models import Chapter
from fabrique.roof.reports.owed import Debt
from fabrique.roof.reports.permissions import ANSWERERS


def holding(chapter: Chapter, roles: Iterable[Role]) -> list[Person]:
    """Those who hold one of these roles in the place of the chapter, or above it."""
    scopes = [chapter.cohort.scope_id]
    if chapter.participation:
        scopes.append(chapter.participation.scope_id)
    roles = list(roles)
    grants = RoleGrant.objects.active().filter(role__in=roles, scope__in=scopes)
    if Role.ASSOCIATION_EMPLOYEE in roles:
        grants = grants | RoleGrant.objects.active().filter(role=Role.ASSOCIATION_EMPLOYEE)
    return list(Person.objects.active().filter(pk__in=grants.values("person")).order_by("pk"))


def writers(chapter: Chapter) -> list[Person]:
    return [chapter.drafter] if chapter.drafter else holding(chapter, LEADS)


def scope_of(chapter: Chapter):
    return chapter.participation.scope if chapter.participation else chapter.cohort.scope


def tell_proposed(chapter: Chapter, by: Person | None, *, again: bool = False) -> None:
    report = chapter.cohort.report
    for person in holding(chapter, ANSWERERS):
        with override(person.language):
            subject = _("Relire votre chapitre du rapport : %(name)s") % {"name": chapter}
            lines = [_("Il a changé depuis votre réponse : relisez-le avant qu’il ne paraisse.")] if again else [
                _("Validez-le, demandez des changements, joignez un droit de réponse, ou refusez qu’il paraisse.")
            ]  # fmt: skip
            if report.hoped_on:
                lines.append(
                    _("Une réponse est espérée pour le %(day)s.") % {"day": date_format(report.hoped_on, "j F Y")}
                )
        notify(person, Kind.TASK, subject, lines, chapter.get_absolute_url(), scope=scope_of(chapter),
               once=f"report-chapter-{chapter.code}-{chapter.version}", due=f"report-chapter:{chapter.code}")  # fmt: skip


def tell_answered(chapter: Chapter, by: Person) -> None:
    """Whoever writes: that an answer came. Its words are read on the page."""
    for person in writers(chapter):
        if person.pk == by.pk:
            continue
        with override(person.language):
            subject = _("Un territoire a répondu : %(name)s") % {"name": chapter}
            lines = [str(chapter.get_state_display()).capitalize() + "."]
        notify(person, Kind.TASK, subject, lines, chapter.get_absolute_url(), scope=scope_of(chapter))


def tell_owed(debt: Debt, by: Person) -> int:
    """How many were told."""
    chapter = debt.chapter
    people = holding(chapter, debt.roles) if debt.roles else writers(chapter)
    for person in people:
        with override(person.language):
            subject = _("Pour le rapport, il manque encore : %(name)s") % {"name": chapter}
            lines = [
                f"{debt.owed.label}.".capitalize(),
                _(
                    "Rien ne presse plus que le reste : si vous ne pouvez pas, dites-le, le rapport dira « non exprimé à ce jour »."
                ),
            ]
        notify(
            person,
            Kind.TASK,
            subject,
            lines,
            debt.url,
            scope=scope_of(chapter),
            due=f"report-debt:{chapter.code}-{debt.owed}",
        )
    return len(people)
