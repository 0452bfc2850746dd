"""What an open vault may meet: told calmly, never guessed, never a fault of the server."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fabrique.core.errors import page
from fabrique.core.vault.sealing import DoesNotOpen
from fabrique.core.vault.spaces import Erased, NoKey

SAID = {
    NoKey: (403, _("Cette clé ne vous a pas encore été donnée"),
            _("Votre coffre est ouvert, mais la clé de ce diagnostic n’y est pas. Une personne de l’équipe qui l’a déjà peut"
              " vous la donner depuis la page du diagnostic.")),
    Erased: (410, _("Ces mots ont été détruits"),
             _("Leur clé a été détruite, à la demande de la personne entendue ou à la date prévue. Personne ne peut plus les"
               " lire, et il n’y a rien à réparer.")),
    DoesNotOpen: (409, _("Ces mots ne s’ouvrent plus"),
                  _("Ce qui est gardé ici a été abîmé ou déplacé : rien n’est montré plutôt qu’un texte douteux. N’écrivez pas"
                    " par-dessus ; demandez à qui tient le serveur de vérifier la base et de la restaurer depuis une"
                    " sauvegarde.")),
}  # fmt: skip


def said(request: HttpRequest, fault: Exception) -> HttpResponse | None:
    """The page for this fault, when it is one of the vault's."""
    for kind, (status, title, sentence) in SAID.items():
        if isinstance(fault, kind):
            return page(request, status, str(title), str(sentence))
    return None
