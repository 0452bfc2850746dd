"""« Où en sommes-nous ? » for somebody who arrives today: at most ten lines, all from what is kept (R555)."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.evaluation.models import Effect, Limit
from fabrique.accompaniment.pilots.enums import MilestoneState
from fabrique.accompaniment.pilots.models import Blockage, Milestone
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.workspace.models import Period
from fabrique.core.dates import date_format
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant

MOST = 10
FEW = 3


@dataclass(frozen=True)
class Line:
    """What, and the answer; `ours` when it is the interface that speaks and not people's own words."""

    label: str
    texts: list[str]
    ours: bool = False


def digest(person, participation: Participation) -> list[Line]:
    lines = [
        beginning(participation),
        people(participation),
        *project(person, participation),
        *sessions(person, participation),
        decisions(participation),
        findings(participation),
        calendar(participation),
    ]
    return [line for line in lines if line.texts][:MOST]


def beginning(participation: Participation) -> Line:
    cohort = participation.cohort
    if not participation.joined_on:
        return Line(_("D’où l’on part"), [cohort.summary] if cohort.summary else [])
    since = _("Le territoire est dans la cohorte depuis le %(day)s.") % {
        "day": date_format(participation.joined_on, "j F Y")
    }
    return Line(_("D’où l’on part"), [since], ours=True)


def people(participation: Participation) -> Line:
    grants = (
        RoleGrant.objects.active()
        .filter(scope=participation.scope)
        .select_related("person")
        .order_by("starts_on", "pk")
    )
    first = [str(grant.person) for grant in grants if grant.role in (Role.DELEGATION_REFERENT, Role.NUMBER_ONE)]
    count = len({grant.person_id for grant in grants})
    if not count:
        return Line(_("Qui fait le chemin"), [])
    told = ngettext("%(n)d personne.", "%(n)d personnes.", count) % {"n": count}
    asked = _("À qui s’adresser d’abord : %(names)s.") % {"names": ", ".join(first)} if first else ""
    return Line(_("Qui fait le chemin"), [told, asked] if asked else [told], ours=True)


def project(person, participation: Participation) -> list[Line]:
    projects = list(participation.projects.prefetch_related("supports__organisation"))
    allies = sorted({str(support.organisation) for project in projects for support in project.supports.all()})
    inside = {"project__in": projects}
    blocked = [str(one) for one in Blockage.objects.visible_to(person).standing().filter(**inside)[:FEW]]
    planned = Milestone.objects.visible_to(person).filter(
        **inside, state=MilestoneState.PLANNED, due_on__gte=timezone.localdate()
    )
    return [
        Line(_("Ce que l’on essaie"), [f"{project.title} ({project.get_state_display()})" for project in projects]),
        Line(_("Avec quel allié"), allies),
        Line(_("Ce qui bloque"), blocked or [project.blockage for project in projects if project.blockage]),
        Line(_("La prochaine étape du projet"), [
            f"{date_format(one.due_on, 'j F Y')}, {one.title}" for one in planned.order_by("due_on", "pk")[:1]
        ]),
    ]  # fmt: skip


def sessions(person, participation: Participation) -> list[Line]:
    today = timezone.localdate()
    dated = (
        Session.objects.visible_to(person)
        .filter(cohort=participation.cohort, date__isnull=False)
        .exclude(state="cancelled")
    )
    last = dated.filter(date__lt=today).order_by("-date", "pk")[:1]
    coming = dated.filter(date__gte=today).order_by("date", "pk")[:FEW]
    return [
        Line(_("La dernière séance"), [told(session) for session in last]),
        Line(_("Ce qui vient"), [told(session) for session in coming]),
    ]


def told(session: Session) -> str:
    return f"{date_format(session.date, 'j F Y')}, {session.title}"


def decisions(participation: Participation) -> Line:
    standing = participation.decisions.filter(replaced_by=None)[:FEW]
    return Line(
        _("Ce qui est décidé"),
        [f"{date_format(one.decided_on, 'j F Y')}, {one.title} ({one.body})" for one in standing],
    )


def findings(participation: Participation) -> Line:
    """Counts of what is published: the words themselves are one page away."""
    effects = Effect.objects.published().filter(participation=participation).count()
    limits = Limit.objects.published().filter(participation=participation).count()
    texts = []
    if effects:
        texts.append(ngettext("%(n)d effet publié.", "%(n)d effets publiés.", effects) % {"n": effects})
    if limits:
        texts.append(ngettext("%(n)d limite publiée.", "%(n)d limites publiées.", limits) % {"n": limits})
    return Line(_("Ce qui a changé, ce qui résiste"), texts, ours=True)


def calendar(participation: Participation) -> Line:
    coming = participation.periods.filter(ends_on__gte=timezone.localdate())[:FEW]
    return Line(
        _("Quand ne rien prévoir"),
        [f"{period.title}, {days_of(period)}" for period in coming],
    )


def days_of(period: Period) -> str:
    last = date_format(period.ends_on, "j F Y")
    return last if period.starts_on == period.ends_on else f"{date_format(period.starts_on, 'j F')} – {last}"
