"""What one accepts before entering a group (R406), and what sealing protects and does not."""

from django.utils.translation import gettext as _


def rules() -> list[str]:
    return [
        _("On dit les choses : ce que l’on vit, à la première personne."),
        _("On écoute jusqu’au bout. On ne juge personne, présent ou absent."),
        _("Rien n’est enregistré : ni son, ni image, ni transcription."),
        _("Ce qui se dit ici reste ici, tant que le groupe n’a pas décidé de le partager."),
        _("Votre nom n’accompagne ce que vous écrivez que si vous signez."),
    ]


def protection() -> list[str]:
    return [
        _("Lisent ce groupe : ses membres et la personne qui l’anime. Ni qui conduit la cohorte, ni l’association, ni l’administration."),
        _("Vos mots et votre nom sont chiffrés dans la base et dans ses sauvegardes ; aucune recherche ni aucun export de l’alliance ne les contient."),
        _("La clé est sur le serveur. Qui le tient entièrement pourrait s’en servir : n’écrivez pas ici ce qui mettrait quelqu’un en danger."),
        _("Un autre membre peut répéter ce qu’il lit. Ces règles l’interdisent ; aucun chiffrement ne l’empêche."),
    ]  # fmt: skip
