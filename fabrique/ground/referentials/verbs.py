"""What people do here, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    referential_published=_("a publié une version d’un référentiel"),
    referential_draft_opened=_("a ouvert le brouillon d’un référentiel"),
    referential_draft_discarded=_("a abandonné le brouillon d’un référentiel"),
    referential_item_added=_("a ajouté un mot à un référentiel"),
    referential_item_edited=_("a modifié un mot d’un référentiel"),
    referential_item_moved=_("a déplacé un mot d’un référentiel"),
    referential_item_removed=_("a retiré un mot d’un référentiel"),
    referential_change_proposed=_("a proposé un changement au référentiel"),
    referential_change_discussed=_("a discuté d’une proposition au référentiel"),
    referential_change_answered=_("a répondu à une proposition au référentiel"),
    referential_change_withdrawn=_("a repris sa proposition au référentiel"),
)
