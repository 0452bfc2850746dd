"""What waits in questions between peers: one's own words, that somebody would put in a sheet. Never a word of them."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.accompaniment.peers.models import TERRITORY
from fabrique.accompaniment.questions.models import Agreement
from fabrique.core.inbox import Act, Waiting, waits_for


@waits_for
def agreements(person) -> list[Waiting]:
    """Of those who are in a delegation; somebody who left has the letter. Authors are sealed: those still asked are
    opened one by one (ADR 0081)."""
    if not person.scopes_as(*TERRITORY):
        return []

    def tell(found: Sequence[Agreement]) -> list[Act]:
        return [
            Act(_("votre accord"), _("Vos mots peuvent entrer dans une fiche réponse"), _("Dites si vous le voulez bien : sans votre accord, ils n’y sont pas."),
                reverse("questions:agreement", args=[one.code]), _("Répondre"))
            for one in found if one.is_by(person)
        ]  # fmt: skip

    return [Waiting(Agreement.objects.waiting(), tell)]
