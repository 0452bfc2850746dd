"""What is done with contracts, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    contract_opened=_("a ouvert un contrat"),
    contract_edited=_("a modifié un contrat"),
    contract_moved=_("a changé l’état d’un contrat"),
    contract_line_set=_("a écrit une ligne de contrat"),
    contract_line_removed=_("a retiré une ligne de contrat"),
    exchange_logged=_("a noté un échange avec un organisme"),
    exchange_followed=_("a noté qu’une suite promise était faite"),
)
