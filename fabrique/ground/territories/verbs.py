"""What people do here, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    territory_created=_("a préparé la page d’un territoire"),
    territory_edited=_("a modifié un territoire"),
    territory_published=_("a publié la page d’un territoire"),
    territory_withdrawn=_("a retiré la page d’un territoire"),
    territory_linked=_("a placé un territoire dans un autre"),
    territory_unlinked=_("a retiré un lien entre deux territoires"),
    fact_stated=_("a noté un fait sur un territoire"),
    reference_imported=_("a mis à jour le référentiel officiel"),
)
