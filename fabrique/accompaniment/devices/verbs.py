"""What is done to devices, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    device_edited=_("a modifié un dispositif"),
    accompaniment_opened=_("a ouvert un accompagnement"),
    accompaniment_declared=_("a déclaré un accompagnement"),
    accompaniment_edited=_("a modifié un accompagnement"),
    accompaniment_moved=_("a changé l’état d’un accompagnement"),
    accompaniment_confirmed=_("a confirmé un accompagnement"),
    accompaniment_withdrawn=_("a retiré une déclaration d’accompagnement"),
)
