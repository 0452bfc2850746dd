"""Who may write to many, and who may know what was sent to whom."""

from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied, permission
from fabrique.ground.messages.enums import OPEN, IssueState
from fabrique.ground.people.enums import LEADS, Role
from fabrique.ground.people.permissions import animate, holds

STAFF = (Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR)


@permission
def write_series(person, scope):
    """The infolettre of a cohort: who leads it and the association's team; the alliance's: the team."""
    if not (holds(person, *LEADS, within=scope) or animate.allows(person)):
        raise Denied(_("Cette infolettre est écrite par qui conduit la cohorte. Écrivez-lui vos nouvelles à partager."))


@permission
def compose(person, issue):
    """Open the workshop of an issue, whatever its state."""
    write_series(person, issue.series.scope)


@permission
def change_issue(person, issue):
    """Change its words: while it is a draft or read again."""
    compose(person, issue)
    if issue.state == IssueState.SCHEDULED:
        raise Denied(_("Elle est programmée. Arrêtez l’envoi pour la modifier."))
    if issue.state not in OPEN:
        raise Denied(_("Elle est partie : ce que chacun a reçu ne change plus."))


@permission
def change_item(person, item):
    change_issue(person, item.issue)


@permission
def compose_item(person, item):
    compose(person, item.issue)


@permission
def follow_letters(person):
    """Know what did not leave: the team, and whoever leads a cohort for what was sent there."""
    if not (holds(person, *STAFF) or (person.is_authenticated and person.scopes_as(*LEADS))):
        raise Denied(_("Le courrier parti est suivi par l’équipe et par qui conduit une cohorte."))


@permission
def decide(person, letter):
    """Send again or leave what failed or is uncertain."""
    led = letter.scope is not None and holds(person, *LEADS, within=letter.scope)
    if not (led or holds(person, *STAFF)):
        raise Denied(_("C’est à l’équipe, ou à qui conduit la cohorte, de décider de cette lettre."))
