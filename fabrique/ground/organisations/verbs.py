"""What people do here, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    organisation_created=_("a ouvert une fiche d’organisation"),
    organisation_edited=_("a modifié une fiche d’organisation"),
    organisations_merged=_("a réuni deux fiches d’organisation"),
    organisation_joined=_("a donné une fonction dans une organisation"),
    organisation_left=_("a terminé une fonction dans une organisation"),
    alias_added=_("a ajouté un nom d’organisation"),
    alias_removed=_("a retiré un nom d’organisation"),
)
