"""What earlier paths taught to strengthen: fourteen questions to ask before the next one (R574)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Lever:
    key: str
    family: str | Promise
    question: str | Promise


_CHANGE, _COOPERATION, _NARRATIVE = _("Le changement"), _("La coopération"), _("Le récit")
LEVERS = (
    Lever("roots", _CHANGE, _("Comment le parcours part-il de chaque lieu, et de ce qui s’y vit ?")),
    Lever("visions", _CHANGE, _("Où et quand se construit une vision commune ?")),
    Lever("involve", _CHANGE, _("Qui de plus est associé, sans que tout se décide d’en haut ?")),
    Lever("supple", _CHANGE, _("Qu’est-ce qui pourra changer en chemin sans demander la permission ?")),
    Lever("disagree", _CHANGE, _("Où travaille-t-on les désaccords au lieu de les éviter ?")),
    Lever("places", _CHANGE, _("Quels lieux pour réfléchir ensemble entre deux séances ?")),
    Lever("quality", _CHANGE, _("Comment évalue-t-on ce qui ne se compte pas ?")),
    Lever("state", _COOPERATION, _("Que fait-on pour que l’État tienne dans la durée ?")),
    Lever("inside", _COOPERATION, _("Comment aide-t-on les organisations à lever leurs obstacles internes ?")),
    Lever("economy", _COOPERATION, _("Quelle place réelle pour les acteurs socio-économiques ?")),
    Lever("dialogue", _COOPERATION, _("Qui anime le dialogue dans chaque territoire ?")),
    Lever("research", _COOPERATION, _("Quel lien avec la recherche, et pour quoi faire ?")),
    Lever("beyond", _NARRATIVE, _("Qui raconte le changement lui-même, plus loin que la communication ?")),
    Lever("media", _NARRATIVE, _("Quels médias locaux, et associés quand ?")),
)
KEYS = [lever.key for lever in LEVERS]
