from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AllyCategory(TextChoices):
    """R022."""

    AUTHORITY = "authority", _("Collectivité")
    NETWORK = "network", _("Réseau d’acteurs")
    PROFESSIONAL = "professional", _("Organisation professionnelle")
    CONSULTANCY = "consultancy", _("Bureau d’études, consultant")
    RESEARCH = "research", _("Recherche, formation, université")
    ENTERPRISE = "enterprise", _("Entreprise, coopérative, économie sociale")
    CIVIL = "civil", _("Société civile organisée, ONG")
    MEDIA = "media", _("Média, maison d’édition")
