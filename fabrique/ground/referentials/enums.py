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


# what each is for, in the words of somebody who opens it for the first time
PURPOSES = {
    ReferentialKey.FUNDAMENTALS: _("Comment conduire une transition : quatre repères pour se poser des questions, jamais une note."),
    ReferentialKey.CATEGORIES: _("Qui doit être autour de la table pour qu’un territoire change : quatre places, chacune avec ses nuances."),
    ReferentialKey.DIMENSIONS: _("Cinq façons de raconter une transition pour qu’elle entraîne."),
    ReferentialKey.FRAMES: _("Ce qui bouge quand un territoire change : la pensée, l’organisation, l’action."),
    ReferentialKey.FOUNDATIONS: _("Ce qu’un parcours transmet, de l’envie à l’évaluation."),
    ReferentialKey.EFFECTS: _("Les mots pour ranger ce qui a changé, sans le compter."),
    ReferentialKey.LIMITS: _("Les mots pour ranger ce qui résiste."),
}  # fmt: skip


class VersionState(TextChoices):
    DRAFT = "draft", _("en préparation")
    PUBLISHED = "published", _("en vigueur")
    REPLACED = "replaced", _("remplacée")


VERSION = Transitions("referential-version", VersionState, {
    "publish": ((VersionState.DRAFT,), VersionState.PUBLISHED, _("Publier cette version")),
    "replace": ((VersionState.PUBLISHED,), VersionState.REPLACED, _("Remplacer")),
})  # fmt: skip
