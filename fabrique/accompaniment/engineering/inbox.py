"""Hand-overs that wait for the territory's word, for a letter, for an answer."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.engineering.enums import HandOverState
from fabrique.accompaniment.engineering.models import HandOver
from fabrique.accompaniment.engineering.permissions import AGREE, PROPOSE
from fabrique.core.inbox import Act, Waiting, waits_for

PATIENCE = timedelta(days=21)


@waits_for
def to_agree(person) -> list[Waiting]:
    mine = person.scopes_as(*AGREE)
    if not mine:
        return []
    rows = HandOver.objects.filter(participation__scope__in=mine, state=HandOverState.PROPOSED).select_related(
        "support"
    )
    return [Waiting(rows, lambda hand_overs: [
        Act(_("votre accord"), row.support.name, _("Votre allié propose de passer le relais à cet appui."),
            row.get_absolute_url(), _("Lire la demande"))
        for row in hand_overs
    ])]  # fmt: skip


@waits_for
def to_send_or_ask_again(person) -> list[Waiting]:
    """Those this person proposed: agreed and not sent yet, or sent three weeks ago without an answer."""
    if not person.scopes_as(*PROPOSE):
        return []
    late = timezone.localdate() - PATIENCE
    agreed, unanswered = Q(state=HandOverState.AGREED), Q(state=HandOverState.SENT, sent_on__lte=late)
    rows = HandOver.objects.filter(agreed | unanswered, proposed_by=person).select_related("support")
    return [Waiting(rows, lambda hand_overs: [
        Act(_("à envoyer"), row.support.name, _("Le territoire est d’accord : la demande peut partir."),
            row.get_absolute_url(), _("Envoyer"))
        if row.state == HandOverState.AGREED
        else Act(_("sans réponse"), row.support.name, _("Trois semaines déjà : relancer, ou noter la réponse."),
                 row.get_absolute_url(), _("Relancer"))
        for row in hand_overs
    ])]  # fmt: skip
