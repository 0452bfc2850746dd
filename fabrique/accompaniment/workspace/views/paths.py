from collections import defaultdict

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts import permissions as may
from fabrique.accompaniment.cohorts.enums import PartnerRole
from fabrique.accompaniment.cohorts.models import Cohort, Participation, Partner
from fabrique.accompaniment.delegations import permissions as delegations
from fabrique.accompaniment.devices.models import Accompaniment
from fabrique.accompaniment.evaluation.enums import FindingState
from fabrique.accompaniment.evaluation.models import Effect, EffectLink, Limit, Viewpoint
from fabrique.accompaniment.peers import permissions as peers
from fabrique.accompaniment.pilots import permissions as pilots
from fabrique.accompaniment.pilots.models import Milestone, Note, PilotProject, Support
from fabrique.accompaniment.programme.models import Document, Session
from fabrique.accompaniment.recruitment import permissions as recruitment
from fabrique.accompaniment.recruitment.models import Candidacy
from fabrique.accompaniment.restitution.published import out_for
from fabrique.accompaniment.supervision import permissions as supervision
from fabrique.accompaniment.support.permissions import live_in_cohort
from fabrique.accompaniment.workspace import frise, pictures
from fabrique.accompaniment.workspace.afterwards import afterwards
from fabrique.accompaniment.workspace.beginning import beginning
from fabrique.accompaniment.workspace.models import Card, Consultation, MethodSheet
from fabrique.accompaniment.workspace.shown import asked, beside, sections
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.core.pictures import lay_frise
from fabrique.ground.territories.models import Link, Territory

# with their organisation in the same query
PARTNERS = Prefetch("cohort__partners", Partner.objects.select_related("organisation"))
# whom one looks for first; the page « Qui est qui » has all of them
FIRST = (PartnerRole.LEAD, PartnerRole.PIVOT, PartnerRole.INSTITUTION, PartnerRole.FUNDER)
SUPPORTS = Prefetch("supports", Support.objects.select_related("organisation"))


@require_safe
@guarded(anyone, cohort=Cohort)
def cohort_page(request, cohort):
    if cohort.figures_only:
        return render_page(request, "workspace/counted_cohort.html", {"cohort": cohort})
    person = request.user
    documents = Prefetch("documents", Document.objects.visible_to(person))
    sessions = Session.objects.visible_to(person).filter(cohort=cohort).in_time().prefetch_related(documents)
    participations = (
        Participation.objects.visible_to(person).filter(cohort=cohort).select_related("territory", "cohort")
        .prefetch_related(Prefetch("projects", PilotProject.objects.prefetch_related(SUPPORTS)))
    )  # fmt: skip
    effects = Effect.objects.published().filter(participation__cohort=cohort).select_related("frame", "family")
    limits = Limit.objects.published().filter(participation__cohort=cohort).select_related("theme")
    phases, themes = list(cohort.phases.all()), cohort.themes.all()
    context = {
        "cohort": cohort,
        "may_ask_help": live_in_cohort.allows(person, cohort),
        "may_prepare": may.edit_cohort.allows(person, cohort),
        "may_follow": recruitment.see_recruitment.allows(person, cohort),
        "may_count": delegations.see_counts.allows(person, cohort),
        "may_read_projects": pilots.read_synthesis.allows(person, cohort),
        "may_hear_peers": peers.read_released.allows(person, cohort),
        "may_supervise": supervision.find_circles.allows(person),
        "may_propose": recruitment.propose_lead.allows(person, cohort),
        "own_files": Candidacy.objects.own(person).filter(cohort=cohort).select_related("territory", "cohort"),
        "sessions": sessions, "participations": participations, "phases": phases, "shown": sections(person, cohort),
        "partners": cohort.partners.filter(role__in=FIRST).select_related("organisation"),
        "themes": themes,
        "ambitions": cohort.ambitions.all(),
        "effect_count": len(effects),
        "limit_count": len(limits),
        "missing": Viewpoint.objects.filter(participation__cohort=cohort).exclude(state="expressed").count(),
        "frise": lay_frise(frise.cohort_moments(cohort, sessions, phases), today=timezone.localdate()),
        "map": pictures.cohort_map(cohort, participations),
        "effects_picture": pictures.effects_by_frame(effects),
        "limits_picture": pictures.limits_by_theme(limits),
    }  # fmt: skip
    context |= beginning(person, cohort, sessions, found=bool(effects or limits or themes))
    return render_page(request, "workspace/cohort.html", context)


@require_safe
@guarded(anyone, territory=Territory)
def territory_page(request, territory):
    person = request.user
    participations = list(
        Participation.objects.visible_to(person).filter(territory=territory)
        .select_related("cohort", "scope").prefetch_related("cohort__phases", PARTNERS)
        .order_by("-cohort__starts_on").annotate(**asked(person))
    )  # fmt: skip
    seen = Territory.objects.visible_to(person)
    links = Link.objects.filter(Q(inside=territory, around__in=seen) | Q(around=territory, inside__in=seen))
    links = list(links.select_related("inside", "around").order_by("around__name", "inside__name"))
    context = {
        "territory": territory,
        "facts": (facts := list(territory.facts.all())),
        "sources": sorted({fact.source for fact in facts}),
        "links_up": [link for link in links if link.inside_id == territory.pk],
        "links_down": [link for link in links if link.around_id == territory.pk],
        "accompaniments": Accompaniment.objects.visible_to(person)
        .of(territory)
        .select_related("device", "territory", "ally", "declared_by")
        .prefetch_related("others"),
        "paths": paths(person, participations),
        "afterwards": afterwards(person, territory),
        "map": pictures.territory_map(territory),
    }
    return render_page(request, "workspace/territory.html", context)


def paths(person, participations: list[Participation]) -> list[dict]:
    """What each cohort was for this territory, as this person may see it; as many queries for three as for one."""
    of = {"participation__in": participations}
    cohorts = [participation.cohort_id for participation in participations]
    sessions = by("cohort_id", Session.objects.visible_to(person).filter(cohort__in=cohorts).in_time())
    projects = PilotProject.objects.visible_to(person).filter(**of).prefetch_related("objectives", SUPPORTS)
    methods = MethodSheet.objects.published().filter(**of).select_related("participation__cohort")
    notices = Consultation.objects.filter(notice_on__isnull=False, **of)
    found = {
        "projects": projects,
        "effects": Effect.objects.published()
        .filter(**of)
        .annotate(leads=Exists(EffectLink.objects.filter(cause=OuterRef("pk"), outcome__state=FindingState.PUBLISHED)))
        .select_related("frame")
        .in_reading_order(),
        "limits": Limit.objects.published().filter(**of).select_related("theme").in_reading_order(),
        "viewpoints": Viewpoint.objects.visible_to(person).filter(**of).select_related("organisation"),
        "bodies": Card.objects.visible_to(person).filter(**of).bodies(),
        "methods": methods.order_by("theme", "pk"),
        "notes": Note.objects.visible_to(person)
        .given()
        .filter(project__participation__in=participations)
        .annotate(participation_id=F("project__participation"))
        .order_by("submitted_at", "pk")
        .defer("words", "advice"),
        "milestones": Milestone.objects.visible_to(person)
        .filter(project__participation__in=participations)
        .annotate(participation_id=F("project__participation")),
        "notices": notices.order_by("-held_on", "-pk"),
    }
    out, around = out_for(person, participations), beside(person, participations)
    grouped = {name: by("participation_id", rows) for name, rows in found.items()}
    return [
        path(person, each, sessions[each.cohort_id], {name: rows[each.pk] for name, rows in grouped.items()})
        | {"out": out.get(each.pk), "beside": around.get(each.pk)}
        for each in participations
    ]


def by(name: str, rows) -> defaultdict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def path(person, participation: Participation, sessions: list[Session], kept: dict) -> dict:
    may_work = may.read_delegation.allows(person, participation)
    return kept | {
        "participation": participation,
        "cohort": participation.cohort,
        "snowball": any(effect.leads for effect in kept["effects"]),
        "may_work": may_work,
        "may_enter": may_work,
        "who": who_is_who(participation, kept["projects"]),
        "frise": lay_frise(
            frise.territory_moments(
                participation, sessions, kept["projects"], notes=kept["notes"], milestones=kept["milestones"]
            ),
            today=timezone.localdate(),
        ),
    }


def who_is_who(participation: Participation, projects: list[PilotProject]) -> list[tuple]:
    """Each organisation once, with all it does around this territory; allies of other territories are left out."""
    roles: dict = {}
    for project in projects:
        for support in project.supports.all():
            roles.setdefault(support.organisation, []).append(_("accompagne le projet pilote"))
    for partner in participation.cohort.partners.all():
        if partner.role not in ("ally", "diagnostician"):
            roles.setdefault(partner.organisation, []).append(partner.what or partner.get_role_display())
    return list(roles.items())
