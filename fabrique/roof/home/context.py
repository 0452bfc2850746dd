"""What the masthead and the footer offer to this person, on this page."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from fabrique.ground.people.navigation import account_entries

MAIN = [
    (_("Comprendre"), "home:questions"),
    (_("Territoires"), "territories:list"),
    (_("Parcours"), "cohorts:list"),
    (_("Agenda"), "agenda:list"),
    (_("Référentiels"), "referentials:index"),
    (_("Organisations"), "organisations:directory"),
]
BENCH = (_("Mon établi"), "home:bench")
FOOTER = [
    (_("Permanence"), "permanences:door"),
    (_("Aide"), "home:help"),
    (_("Glossaire"), "home:glossary"),
    (_("Chiffres"), "home:figures"),
    (_("Histoire"), "home:history"),
    (_("Récits"), "narratives:gallery"),
    (_("Faire une Agora chez soi"), "agora:kit"),
    (_("Entrer dans un atelier"), "workshops:door"),
    (_("Infolettres"), "letters:archive"),
    (_("Accessibilité : non conforme"), "home:accessibility"),
    (_("Données personnelles"), "home:privacy"),
    (_("Mentions légales"), "home:legal"),
]
# in the account menu, after what the person is known by
TOGETHER = [
    (_("Mes pairs"), "peers:mine", "interview"),
    (_("Mes ateliers"), "workshops:mine", "note"),
]


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    icon: str = ""
    current: bool = False


def navigation(request: HttpRequest) -> dict:
    """Who is signed in finds their bench first; the rest is the same for everybody. A fragment draws none of it."""
    person = getattr(request, "user", None)
    known = person is not None and person.is_authenticated
    return {
        "navigation": SimpleLazyObject(
            lambda: [entry(request, label, name) for label, name in ([BENCH, *MAIN] if known else MAIN)]
        ),
        "account_navigation": SimpleLazyObject(
            lambda: [
                entry(request, label, name, icon)
                for label, name, icon in ([*account_entries(person), *TOGETHER] if known else [])
            ]
        ),
        "footer": SimpleLazyObject(lambda: [entry(request, label, name) for label, name in FOOTER] + aside(request)),
    }


def entry(request: HttpRequest, label, name: str, icon: str = "") -> Entry:
    url = reverse(name)
    return Entry(str(label), url, icon, current=request.path.startswith(url))


def aside(request: HttpRequest) -> list[Entry]:
    """The source code is offered on every page (AGPL, section 13); the kit is for those who build."""
    code = Entry(str(_("Code source")), reverse("home:legal") + "#code")
    return [code] if settings.PRODUCTION else [entry(request, _("Kit de l’interface"), "home:kit"), code]
