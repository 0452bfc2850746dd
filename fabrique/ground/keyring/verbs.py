"""What people do with their own keys, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    vault_made=_("a fait son coffre"),
    vault_opened=_("a ouvert son coffre"),
    vault_wrong=_("a essayé une phrase ou une fiche qui n’ouvre pas son coffre"),
    vault_altered=_("a trouvé sa clé changée dans la base"),
    vault_passphrase_changed=_("a changé la phrase de son coffre"),
    vault_sheet_renewed=_("a refait sa fiche de secours"),
    vault_sheet_kept=_("a rangé sa fiche de secours"),
    vault_recovered=_("a ouvert son coffre par sa fiche de secours"),
    vault_locked=_("a fermé son coffre"),
    vault_forgotten=_("a perdu sa phrase et sa fiche : ses clés sont détruites"),
)
