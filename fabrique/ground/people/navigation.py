"""Where a person may go from their own menu, and the tabs of their pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.ground.people import permissions

Entry = tuple[str, str, str]


def account_entries(person) -> list[Entry]:
    """(label, URL name, icon) for the masthead's account menu, by what the person may do."""
    if not person.is_authenticated:
        return []
    entries = [
        (_("Mon profil"), "people:profile", "person"),
        (_("Mes casquettes"), "people:roles", "elu"),
        (_("Sécurité"), "mfa_index", "lock"),
    ]
    if permissions.see_people.allows(person):
        entries.append((_("Les personnes"), "people:list", "citoyen"))
    if permissions.administer.allows(person):
        entries.append((_("Le journal"), "people:journal", "report"))
    return entries


# pages of one's own that areas above add, in their `own_pages.py`
more_of_ones_own: list[Entry] = []


def own_tabs() -> list[Entry]:
    return [
        (_("Profil"), "people:profile", ""),
        (_("Casquettes et rôles"), "people:roles", ""),
        (_("Accords"), "people:consents", ""),
        *more_of_ones_own,
        (_("Sécurité"), "mfa_index", "mfa_ account_change_password account_set_password account_email"),
        (_("Appareils"), "usersessions_list", ""),
        (_("Mes données"), "people:data", ""),
    ]


def administration_tabs(person) -> list[Entry]:
    tabs = [(_("Personnes"), "people:list", "person")]
    if permissions.welcome.allows(person):
        tabs.append((_("Inviter"), "people:invite", ""))
    if permissions.administer.allows(person):
        tabs += [(_("Journal"), "people:journal", ""), (_("Réglages"), "people:settings", "")]
    return tabs


def drawn(request: HttpRequest, tabs: list[Entry]) -> list[dict]:
    """Tabs with their address, and which one is open: its own page, or one whose name begins as it says."""
    here = request.resolver_match.url_name or ""
    return [
        {
            "label": label,
            "url": reverse(name),
            "current": here == name.rpartition(":")[2] or (bool(near) and here.startswith(tuple(near.split()))),
        }
        for label, name, near in tabs
    ]
