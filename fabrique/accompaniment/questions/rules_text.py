"""What is read before asking or answering, and what sealing protects and does not."""

from django.utils.translation import gettext as _


def rules() -> list[str]:
    return [
        _("Lisent une question et ses réponses : les personnes de cette catégorie, dans tous les territoires et toutes les cohortes. Personne d’autre, ni qui conduit, ni l’association."),
        _("On raconte ce que l’on a vécu. On ne nomme personne, présent ou absent."),
        _("Votre nom ne paraît que si vous signez. Vos mots et votre nom sont chiffrés dans la base ; qui tient le serveur entier pourrait les ouvrir."),
        _("Aucun point, aucun classement : la personne qui demande dit seulement ce qui l’a aidée."),
        _("Une réponse ne devient une fiche, lue dans l’alliance, que si chaque personne dont les mots y sont le veut bien. Elle peut les reprendre quand elle veut."),
    ]  # fmt: skip
