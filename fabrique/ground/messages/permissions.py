"""Who may write to many, and who may know what was sent to whom."""

from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied, permission, signed_in
from fabrique.ground.messages.enums import OPEN, IssueState
from fabrique.ground.messages.models import MEDIA, Series
from fabrique.ground.people.enums import LEADS, Role
from fabrique.ground.people.permissions import animate, holds

STAFF = (Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR)


def is_media(person, scope) -> bool:
    return holds(person, *MEDIA, within=scope)


@permission
def write_series(person, scope):
    """The infolettre of a cohort: who leads it, the team, and its embedded media (R248); the alliance's: the team."""
    if not (holds(person, *LEADS, within=scope) or animate.allows(person) or is_media(person, scope)):
        raise Denied(_("Cette infolettre est écrite par qui conduit la cohorte. Écrivez-lui vos nouvelles à partager."))


@permission
def compose(person, issue):
    """Open the workshop of an issue, whatever its state. The media's: the media alone, and theirs alone (R248, R490)."""
    scope = issue.series.scope
    if issue.media and not is_media(person, scope):
        raise Denied(
            _("Le média écrit librement cette lettre : vous en lisez l’aperçu, personne d’autre n’y change un mot.")
        )
    if not issue.media and not (holds(person, *LEADS, within=scope) or animate.allows(person)):
        raise Denied(_("Cette infolettre est écrite par qui conduit la cohorte. Écrivez-lui vos nouvelles à partager."))


@permission
def suggest(person, series):
    """Send something to share with the other readers (R250): whoever receives the series."""
    signed_in(person)
    if not Series.objects.received_by(person).filter(pk=series.pk).exists():
        raise Denied(_("Cette infolettre s’adresse aux personnes de la cohorte : elles seules y proposent un texte."))


@permission
def answer_suggestion(person, issue, suggestion):
    """Take it in one's issue, or say why not: whoever composes the issue."""
    change_issue(person, issue)
    if suggestion.series_id != issue.series_id:
        raise Denied(_("Cette proposition est pour une autre infolettre."))


@permission
def run_newsletters(person):
    """The page where a media begins its own letters."""
    if not (person.is_authenticated and person.scopes_as(*MEDIA)):
        raise Denied(_("Cette page est celle des médias embarqués dans une cohorte."))


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
