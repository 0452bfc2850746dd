"""Who holds the pen, who replies beside it, who keeps the strategy (A50, row « Media contents »)."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS, STAFF
from fabrique.accompaniment.narratives.enums import NarrativeState, Origin, ReplyOf
from fabrique.accompaniment.narratives.models.narratives import PENS
from fabrique.accompaniment.workspace.permissions import keep_space
from fabrique.core.permissions import Denied, permission, signed_in
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds


def pen(person, cohort, participation=None) -> Origin | None:
    """Under which pen this person begins a narrative here: the first of their hats, the free ones first."""
    for origin, roles in PENS.items():
        if origin == Origin.TERRITORY:
            if participation is not None and holds(person, *roles, within=participation.scope):
                return origin
        elif holds(person, *roles, within=cohort.scope):
            return origin
    return Origin.COHORT if holds(person, *STAFF) else None


@permission
def tell_cohort(person, cohort):
    if pen(person, cohort) is None:
        raise Denied(
            _("Ce récit est écrit par le média embarqué, la facilitation narrative et qui conduit la cohorte.")
        )


@permission
def tell_place(person, participation):
    """The delegation too: its own story first of all."""
    if pen(person, participation.cohort, participation) is None:
        raise Denied(_("Ce récit est écrit par la délégation, le média embarqué, la facilitation narrative et qui conduit la cohorte."))  # fmt: skip


@permission
def write(person, narrative):
    """Its own pen and no other, whatever the role: nobody edits, hides or delays what another publishes (R465, R046)."""
    own = holds(person, *PENS[Origin(narrative.origin)], within=narrative.place)
    if own or (narrative.origin == Origin.COHORT and holds(person, *STAFF)):
        return
    if narrative.origin == Origin.MEDIA:
        raise Denied(_("Le média embarqué est libre : personne d’autre ne modifie, ne cache ni ne retarde ce qu’il publie."))  # fmt: skip
    raise Denied(_("Ce récit appartient à qui l’écrit : vous pouvez y répondre, pas le changer."))


@permission
def write_part(person, passage):
    write(person, passage.narrative)


def reply_hat(person, narrative) -> ReplyOf | None:
    """For whom this person replies: the widest place first."""
    if holds(person, *STAFF):
        return ReplyOf.ASSOCIATION
    if holds(person, *LEADS, within=narrative.cohort.scope):
        return ReplyOf.COHORT
    for of, role in ((ReplyOf.EXECUTIVE, Role.NUMBER_ONE), (ReplyOf.TERRITORY, Role.DELEGATION_REFERENT)):
        if replying_place(person, narrative, role) is not None:
            return of
    return None


def replying_place(person, narrative, *roles):
    """The territory this person replies for: the one told, or theirs in the cohort told."""
    if not person.is_authenticated:
        return None
    if narrative.participation is not None:
        return narrative.participation if holds(person, *roles, within=narrative.participation.scope) else None
    return narrative.cohort.participations.filter(scope__in=person.scopes_as(*roles)).first()


@permission
def reply(person, narrative):
    """Beside what is published, and never before: a reply delays nothing."""
    if narrative.state != NarrativeState.PUBLISHED:
        raise Denied(_("On répond à un récit une fois qu’il est publié."))
    if reply_hat(person, narrative) is None:
        raise Denied(_("Le droit de réponse est à l’association, à qui conduit la cohorte, à la personne référente et au n° 1 du territoire."))  # fmt: skip
    if write.allows(person, narrative):
        raise Denied(_("C’est votre récit : modifiez-le plutôt que d’y répondre."))


@permission
def edit_reply(person, answer):
    """Its own side only."""
    if reply_hat(person, answer.narrative) != answer.of or reply.reason(person, answer.narrative):
        raise Denied(_("Cette réponse est celle de quelqu’un d’autre."))
    if answer.of in (ReplyOf.TERRITORY, ReplyOf.EXECUTIVE):
        place = replying_place(person, answer.narrative, Role.NUMBER_ONE, Role.DELEGATION_REFERENT)
        if place is None or place.territory.name != answer.signed:
            raise Denied(_("Cette réponse est celle de quelqu’un d’autre."))


@permission
def mark_link(person, narrative):
    """Anybody with an account says that a link leads nowhere: it stays, with that day beside it."""
    signed_in(person)
    if narrative.state != NarrativeState.PUBLISHED or not narrative.url:
        raise Denied(_("Il n’y a pas de lien à signaler ici."))


@permission
def log_reuse(person, narrative):
    """Its author, the team, who leads, and the territory told."""
    if narrative.state != NarrativeState.PUBLISHED:
        raise Denied(_("On note une reprise une fois le récit publié."))
    if write.reason(person, narrative) and reply_hat(person, narrative) is None:
        raise Denied(_("Une reprise est notée par l’auteur, l’association, qui conduit la cohorte ou le territoire."))


@permission
def keep_strategy(person, participation):
    """The delegation's own (R463)."""
    keep_space(person, participation)


@permission
def keep_strategy_part(person, part):
    keep_space(person, part.participation)
