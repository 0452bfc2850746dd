from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class ReferentialKey(TextChoices):
    FUNDAMENTALS = "fundamentals", _("Les 4 Fondamentaux")
    CATEGORIES = "categories", _("Les quatre catégories d’acteurs")
    DIMENSIONS = "dimensions", _("Les 5 dimensions de la mise en récits")
    FRAMES = "frames", _("Les trois cadres")
    FOUNDATIONS = "foundations", _("Les six fondements d’un parcours")
    EFFECTS = "effects", _("Les familles d’effets")
    LIMITS = "limits", _("Les thèmes de limites")
    FANTASTICS = "fantastics", _("Ce que vivent et attendent les quatre catégories")


# what each is for, in the words of somebody who opens it for the first time
PURPOSES = {
    ReferentialKey.FUNDAMENTALS: _("Comment conduire une transition : quatre repères pour se poser des questions, jamais une note."),
    ReferentialKey.CATEGORIES: _("Qui doit être autour de la table pour qu’un territoire change : quatre places, chacune avec ses nuances."),
    ReferentialKey.DIMENSIONS: _("Cinq façons de raconter une transition pour qu’elle entraîne."),
    ReferentialKey.FRAMES: _("Ce qui bouge quand un territoire change : la pensée, l’organisation, l’action."),
    ReferentialKey.FOUNDATIONS: _("Ce qu’un parcours transmet, de l’envie à l’évaluation."),
    ReferentialKey.EFFECTS: _("Les mots pour ranger ce qui a changé, sans le compter."),
    ReferentialKey.LIMITS: _("Les mots pour ranger ce qui résiste."),
    ReferentialKey.FANTASTICS: _("Ce qui est en jeu pour chaque catégorie, ce qu’elle peut, ce qu’elle attend des autres : un premier état des lieux, qui s’enrichit de ce qui se dit."),
}  # fmt: skip


class VersionState(TextChoices):
    DRAFT = "draft", _("en préparation")
    PUBLISHED = "published", _("en vigueur")
    REPLACED = "replaced", _("remplacée")


VERSION = Transitions("referential-version", VersionState, {
    "publish": ((VersionState.DRAFT,), VersionState.PUBLISHED, _("Publier cette version")),
    "replace": ((VersionState.PUBLISHED,), VersionState.REPLACED, _("Remplacer")),
})  # fmt: skip


class Category(TextChoices):
    """Who speaks in the referential of the four categories; the values are the keys of the categories."""

    ELECTED = "elected", _("Élu·es")
    AGENT = "agent", _("Agents de la collectivité")
    SOCIO_ECONOMIC = "socio-economic", _("Acteurs socio-économiques")
    STATE = "state", _("État territorial")

    @property
    def style(self) -> str:
        return STYLES[self.value]

    @property
    def icon(self) -> str:
        return STYLES[self.value]


STYLES = {"elected": "elu", "agent": "agent", "socio-economic": "socio", "state": "etat"}


class Part(TextChoices):
    """What a category says of itself and to others (R049), then what all four share (R051, R052)."""

    PORTRAIT = "portrait", _("Portrait")
    PROFILE = "profile", _("Profil des participant·es")
    STAKE = "stake", _("Enjeux")
    POWER = "power", _("Pouvoirs")
    EXPECTATION = "expectation", _("Attentes")
    MESSAGE = "message", _("Messages")
    COMMON = "common", _("Attentes communes")
    BRAKE = "brake", _("Freins communs")
    TRACK = "track", _("Pistes pour mobiliser au-delà des convaincus")


# said by one category, or by all; and those that are said to somebody
OF_A_CATEGORY = (Part.PORTRAIT, Part.PROFILE, Part.STAKE, Part.POWER, Part.EXPECTATION, Part.MESSAGE)
ADDRESSED = (Part.EXPECTATION, Part.MESSAGE)


class Change(TextChoices):
    """What a proposal asks of the referential (R053)."""

    ADD = "add", _("ajouter")
    REWORD = "reword", _("dire autrement")
    RETIRE = "retire", _("retirer")


class ProposalState(TextChoices):
    OPEN = "open", _("en discussion")
    ACCEPTED = "accepted", _("acceptée")
    DECLINED = "declined", _("non retenue")
    WITHDRAWN = "withdrawn", _("reprise par qui l’a faite")
    CARRIED = "carried", _("portée dans une version")


_P = ProposalState
PROPOSAL = Transitions("referential-proposal", ProposalState, {
    "accept": ((_P.OPEN,), _P.ACCEPTED, _("Accepter")),
    "decline": ((_P.OPEN,), _P.DECLINED, _("Ne pas retenir")),
    "withdraw": ((_P.OPEN, _P.ACCEPTED), _P.WITHDRAWN, _("Reprendre ma proposition")),
    "carry": ((_P.ACCEPTED,), _P.CARRIED, _("Porter dans le brouillon")),
    "put-back": ((_P.CARRIED,), _P.ACCEPTED, _("Rendre à la liste")),
})  # fmt: skip
