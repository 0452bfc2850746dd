from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class TerritoryKind(TextChoices):
    """R036: an authority, a group of them, or none at all."""

    COMMUNE = "commune", _("Commune")
    CC = "cc", _("Communauté de communes")
    CA = "ca", _("Communauté d’agglomération")
    CU = "cu", _("Communauté urbaine")
    METROPOLE = "metropole", _("Métropole")
    PETR = "petr", _("Pôle d’équilibre territorial et rural")
    PNR = "pnr", _("Parc naturel régional")
    DEPARTEMENT = "departement", _("Département")
    REGION = "region", _("Région")
    GROUP = "group", _("Groupe d’intercommunalités")
    OTHER = "other", _("Autre communauté humaine")


class Geography(TextChoices):
    RURAL = "rural", _("rural")
    MOUNTAIN = "mountain", _("montagne")
    COAST = "coast", _("littoral")
    URBAN = "urban", _("urbain")
    PERIURBAN = "periurban", _("périurbain")


class Advancement(IntegerChoices):
    """R038: to build diverse cohorts; never public, never a rank."""

    START = 1, _("démarrage, à zéro ou presque")
    FIRST_STEPS = 2, _("premiers pas")
    UNDER_WAY = 3, _("en chemin")
    SETTLED = 4, _("démarche installée")
    AMPLIFICATION = 5, _("amplification")


class FactKind(TextChoices):
    """R015, R037: values as stated by a source."""

    POPULATION = "population", _("Habitants")
    SEASON_PEAK = "season-peak", _("Habitants en haute saison")
    AREA = "area", _("Superficie")
    COMMUNES = "communes", _("Communes")
    NOTE = "note", _("À savoir")


# what is counted by one
WHOLE_NUMBERS = (FactKind.POPULATION, FactKind.COMMUNES, FactKind.SEASON_PEAK)


class PlaceKind(TextChoices):
    COMMUNE = "commune", _("commune")
    EPCI = "epci", _("intercommunalité")
    DEPARTEMENT = "departement", _("département")
    REGION = "region", _("région")


# what the official reference calls an intercommunality (`MET69` is Lyon's, which has a status of its own)
NATURES = {
    "CC": TerritoryKind.CC,
    "CA": TerritoryKind.CA,
    "CU": TerritoryKind.CU,
    "METRO": TerritoryKind.METROPOLE,
    "MET69": TerritoryKind.METROPOLE,
}
