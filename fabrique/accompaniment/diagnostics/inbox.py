"""In the home of who listens, leads or helps: what comes next. Never a word of what is said, nor whom it concerns."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.diagnostics.enums import BEFORE_INTERVIEWS, DiagnosticState
from fabrique.accompaniment.diagnostics.models import Contact, Diagnostic, Member
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import inside

TEAM = (Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR)


def act(diagnostic, mark: str, title: str, why: str, verb: str, *, view: str = "", urgent: bool = False) -> Act:
    url = reverse(f"diagnostics:{view}", args=[diagnostic.code]) if view else diagnostic.get_absolute_url()
    return Act(mark, title, why, url, verb, urgent)


@waits_for
def declarations_to_sign(person) -> list[Waiting]:
    if not person.scopes_as(*TEAM):
        return []
    mine = Diagnostic.objects.filter(members__in=Member.objects.current().filter(person=person, declared_at=None))
    return [Waiting(mine.select_related("participation__territory"), lambda found: [
        act(one, _("à signer"), _("Signez votre déclaration pour un diagnostic"),
            _("%(territory)s : rien ne s’ouvre avant.") % {"territory": one.participation.territory.name}, _("Lire et signer"), urgent=True)
        for one in found
    ])]  # fmt: skip


@waits_for
def what_the_team_does(person) -> list[Waiting]:
    if not person.scopes_as(*TEAM):
        return []
    mine = Diagnostic.objects.filter(members__in=Member.objects.declared().filter(person=person))
    mine = mine.exclude(state=DiagnosticState.ARCHIVED).select_related("participation__territory")
    taken_back = Contact.objects.filter(diagnostic=OuterRef("pk"), settled_at=None).exclude(withdrawn_at=None)
    return [
        Waiting(mine.filter(Exists(taken_back)), lambda found: [
            act(one, _("à détruire"), _("Des propos ont été retirés par une personne rencontrée"),
                _("%(territory)s : ouvrez votre coffre, ils sont détruits aussitôt. Rien ne sort avant.") % {"territory": one.participation.territory.name},
                _("Aller au diagnostic"), urgent=True)
            for one in found]),
        Waiting(mine.filter(key_to_change=True), lambda found: [
            act(one, _("clé"), _("Changez la clé d’un diagnostic"),
                _("%(territory)s : une personne qui l’avait est partie.") % {"territory": one.participation.territory.name},
                _("Changer la clé"), view="team", urgent=True)
            for one in found]),
        Waiting(mine.filter(space="").exclude(state=DiagnosticState.TO_FRAME), lambda found: [
            act(one, _("coffre"), _("Ouvrez le coffre d’un diagnostic"),
                _("%(territory)s : sans lui, rien ne peut être noté.") % {"territory": one.participation.territory.name}, _("Aller à l’équipe"), view="team")
            for one in found]),
    ]  # fmt: skip


@waits_for
def diagnostics_to_frame(person) -> list[Waiting]:
    led = person.scopes_as(*LEADS)
    if not led:
        return []
    mine = Diagnostic.objects.filter(inside(led), state=DiagnosticState.TO_FRAME).select_related(
        "participation__territory"
    )
    return [Waiting(mine, lambda found: [
        act(one, _("à cadrer"), _("Un diagnostic reste à cadrer"), one.participation.territory.name, _("Cadrer"), view="frame") for one in found
    ])]  # fmt: skip


@waits_for
def people_to_propose(person) -> list[Waiting]:
    scopes = person.scopes_as(Role.DELEGATION_REFERENT)
    if not scopes:
        return []
    open_to_help = Diagnostic.objects.filter(participation__scope__in=scopes, state__in=BEFORE_INTERVIEWS).exclude(
        contacts__proposed_by=person
    )
    return [Waiting(open_to_help.select_related("participation__territory"), lambda found: [
        act(one, _("à proposer"), _("Proposez des personnes à rencontrer"),
            _("L’équipe du diagnostic choisit ; vous ne saurez pas qui a répondu."), _("Proposer"), view="proposals")
        for one in found
    ])]  # fmt: skip
