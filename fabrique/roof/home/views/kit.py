"""The gallery of the kit, for those who build: absent from production."""

from datetime import date, timedelta

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from fabrique.core.forms import HouseForm
from fabrique.core.http import guarded, render_page
from fabrique.core.inbox import Act
from fabrique.core.permissions import anyone
from fabrique.core.pictures import (
    Marker,
    Moment,
    draw_bars,
    draw_gauge,
    draw_map,
    draw_matrix,
    draw_timeline,
    lay_frise,
)
from fabrique.ground.referentials.enums import STYLES
from fabrique.ground.referentials.models import Item
from fabrique.roof.home.content import spoken
from fabrique.roof.home.reading import cover_cubes

ICONS = [
    "elu",
    "agent",
    "socio",
    "etat",
    "citoyen",
    "cube",
    "cube-vide",
    "cube-demi",
    "calendar",
    "territory",
    "interview",
    "lock",
    "unlock",
    "finding",
    "recommendation",
    "note",
    "effect",
    "limit",
    "commitment",
    "story",
    "report",
    "question",
    "person",
    "search",
    "menu",
    "check",
    "alert",
    "clock",
    "link",
    "download",
    "language",
    "print",
    "arrow",
    "down",
    "close",
    "edit",
]
SWATCHES = [
    "ground",
    "surface",
    "sunk",
    "ink",
    "teal",
    "teal-soft",
    "brown",
    "brown-soft",
    "grey",
    "plate",
    "elu",
    "agent",
    "socio",
    "etat",
    "ok",
    "wait",
    "stop",
    "mark",
]


class SampleForm(HouseForm):
    """Each kind of field the house draws; once sent, one answer is always wrong."""

    title = forms.CharField(label=_("Titre du projet"), help_text=_("Comme vous le diriez à un voisin."))
    day = forms.DateField(label=_("Date de l’atelier"), widget=forms.DateInput(attrs={"type": "date"}))
    text = forms.CharField(
        label=_("Problème, en mots simples"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    kind = forms.ChoiceField(label=_("Façon d’être accompagné"), choices=[("a", _("en cohorte")), ("b", _("seul"))])
    who = forms.MultipleChoiceField(
        label=_("Qui prévenir ?"), widget=forms.CheckboxSelectMultiple, required=False,
        choices=[("a", _("la délégation")), ("b", _("la sous-préfecture"))])  # fmt: skip
    agreed = forms.BooleanField(label=_("La délégation est d’accord"), required=False)

    def clean_day(self):
        raise forms.ValidationError(_("Le 3 mars 2026 est passé. Donnez une date à venir."))


@require_safe
@guarded(anyone)
def gallery(request):
    if settings.PRODUCTION:
        raise Http404
    form = SampleForm(request.GET or None, initial={"title": "Le foirail couvert", "day": "2026-03-03", "who": ["a"]})
    context = {
        "words": spoken("kit"),
        "icons": ICONS,
        "swatches": SWATCHES,
        "categories": [Item(key=key, name_fr=label) for key, label in zip([*STYLES, "more"], NAMES, strict=True)],
        "form": form,
        "page": Paginator(range(30), 10).page(2),
        "act": Act("avant le 24", "Répondre à deux recommandations", "La note ne part qu’avec chaque réponse.", "#",
                   "Répondre", urgent=True),
        "frise": lay_frise(sample_moments(), today=timezone.localdate()),
        "pictures": sample_pictures(),
        "map": draw_map([Marker("31", "Ici", count=3), Marker("54", "Là", "brown"), Marker("974", "Là-bas", "grey")],
                        title="Carte d’essai", description="Trois cubes teintés, un brun, un gris outre-mer.",
                        legend={"teal": "en cohorte", "brown": "expérimental", "grey": "ponctuel"}),
        "pile": cover_cubes(8),
    }  # fmt: skip
    return render_page(request, "home/kit.html", context)


NAMES = ["Élu·e", "Agent", "Acteur socio-économique", "État territorial", "Citoyen"]


def sample_moments() -> list[Moment]:
    today = timezone.localdate()
    spring = date(today.year, 3, 4)
    return [
        Moment("Engagement", "signé par le maire", start=spring),
        Moment("Webinaire", start=spring + timedelta(days=40), kind="tick"),
        Moment("Diagnostic", start=spring, end=spring + timedelta(days=120), kind="bar", own=True),
        Moment("Cadrage", "date à préciser", kind="bar"),
        Moment("Journée 3", start=today + timedelta(days=40), kind="next"),
    ]


def sample_pictures() -> list:
    said = {"description": "Un cube vaut une chose."}
    return [
        draw_matrix(
            ["Agir", "Relier"], ["Chez soi", "Ensemble"], [[3, 1], [None, 4]], title="Matrice", prefix="k1", **said
        ),
        draw_bars([("Mobilité", 5), ("Eau", 2), ("Récit", None)], title="Barres", prefix="k2", kind="brown", **said),
        draw_gauge(3, 1, 4, words=("faits", "en cours", "à venir"), title="Jauge", prefix="k3", **said),
        draw_timeline(sample_moments(), title="Frise de papier", today=timezone.localdate(), prefix="k4", **said),
    ]
