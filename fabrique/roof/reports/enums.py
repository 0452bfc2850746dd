from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """R510: the same data, through different filters."""

    PARTICIPANTS = "participants", _("participants")
    FUNDER = "funder", _("région et financeurs")
    PUBLIC = "public", _("public")


class PartKey(TextChoices):
    """R504: the places of the report that somebody writes."""

    REGIONAL_COHORTS = "regional-cohorts", _("Pourquoi des cohortes")
    THIS_COHORT = "this-cohort", _("Cette cohorte")
    NARRATIVE = "narrative", _("Qui raconte")
    TRUNK = "trunk", _("Le tronc commun")
    DIAGNOSTICS = "diagnostics", _("Les diagnostics sensibles")
    PEERS = "peers", _("Les échanges entre pairs")
    PILOTS = "pilots", _("Les projets pilotes")
    EVALUATION = "evaluation", _("L’évaluation")
    INSTITUTION = "institution", _("L’accompagnement de l’institution")
    TERRITORIES = "territories", _("Les territoires et leurs projets")
    CONCLUSION = "conclusion", _("Ce que nous en retenons")
