from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from fabrique.core.forms import HouseForm, VersionedForm
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.territories.enums import WHOLE_NUMBERS, Advancement, FactKind, Geography, TerritoryKind
from fabrique.ground.territories.models import Place, Territory


class TerritoryFilter(HouseForm):
    q = forms.CharField(label=_("Mots"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    kind = forms.ChoiceField(label=_("Type"), required=False, choices=[("", _("tous")), *TerritoryKind.choices])
    department = forms.ChoiceField(label=_("Département"), required=False)

    def __init__(self, *args, departments, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(code, f"{name} ({code})" if name else code) for code, name in departments]
        self.fields["department"].choices = [("", _("tous")), *named]


class PlaceSearch(HouseForm):
    q = forms.CharField(
        label=_("Chercher dans le référentiel officiel"), required=False, max_length=100,
        help_text=_("Un nom, un code postal ou un code INSEE."),
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class Words(forms.Form):
    """What is said of a territory, whether its page is being made or changed."""

    name = forms.CharField(label=_("Nom"), max_length=160)
    kind = forms.ChoiceField(label=_("Type"), choices=TerritoryKind.choices)
    lede = forms.CharField(label=_("En une phrase"), required=False, max_length=300, widget=forms.Textarea({"rows": 2}), help_text=_("Ce qui s’y passe, comme vous le diriez à un voisin."))  # fmt: skip
    department = forms.CharField(label=_("Code du département"), required=False, max_length=3, validators=[RegexValidator(r"^[0-9][0-9AB][0-9]?$", _("Deux ou trois signes : 11, 2A ou 974."))])  # fmt: skip
    department_name = forms.CharField(label=_("Département"), required=False, max_length=60)
    region_name = forms.CharField(label=_("Région"), required=False, max_length=60)
    geography = forms.MultipleChoiceField(label=_("Géographie"), required=False, choices=Geography.choices, widget=forms.CheckboxSelectMultiple)  # fmt: skip
    carrier = forms.CharField(label=_("Organisation qui porte la démarche"), required=False, max_length=200, help_text=_("L’un de ses noms, tel qu’il est dans l’annuaire."))  # fmt: skip
    advancement = forms.TypedChoiceField(
        label=_("Où en est la transition"), required=False, coerce=int, empty_value=None,
        choices=[("", _("non précisé")), *Advancement.choices], help_text=_("Lu par l’équipe seule, pour composer des cohortes variées. Jamais publié."),
    )  # fmt: skip
    place = forms.CharField(required=False, max_length=24, widget=forms.HiddenInput)

    def clean_carrier(self):
        name = self.cleaned_data["carrier"]
        if not name:
            return None
        found = Organisation.objects.named(name).first()
        if found is None:
            raise forms.ValidationError(_t("Aucune organisation n’a ce nom. Ouvrez d’abord sa fiche."))
        return found

    def clean_place(self):
        code = self.cleaned_data["place"]
        if not code:
            return None
        found = Place.objects.filter(pk=code).select_related("department", "region").first()
        if found is None:
            raise forms.ValidationError(_t("Ce lieu n’est pas, ou n’est plus, dans le référentiel officiel."))
        return found


class NewTerritoryForm(HouseForm, Words):
    """Made by hand, or from a place of the official reference that the person then corrects."""

    @classmethod
    def initial_from(cls, place: Place) -> dict:
        return {
            "place": place.pk,
            "name": place.name,
            "kind": place.territory_kind,
            "department": place.department.official if place.department else "",
            "department_name": place.department.name if place.department else "",
            "region_name": place.region.name if place.region else "",
        }


class TerritoryForm(VersionedForm, Words):
    def __init__(self, *args, instance: Territory, place: Place | None = None, **kwargs):
        initial = {"carrier": str(instance.carrier or ""), "place": place.pk if place else instance.place_id or ""}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)


class NumberField(forms.DecimalField):
    """A number as people write it: « 5 068 », « 8,56 »."""

    def to_python(self, value):
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class FactForm(HouseForm):
    kind = forms.ChoiceField(label=_("De quoi s’agit-il"), choices=FactKind.choices)
    value = NumberField(label=_("Nombre"), required=False, min_value=0, max_digits=12, decimal_places=2, localize=True, help_text=_("Une superficie est en km²."))  # fmt: skip
    text = forms.CharField(label=_("Précision, en mots"), required=False, max_length=300)
    as_of = forms.CharField(label=_("En date de"), required=False, max_length=20, help_text=_("Une année, un mois ou un jour."))  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=200, help_text=_("Un document et sa page, une administration, une personne par sa fonction."))  # fmt: skip

    def clean(self):
        given = super().clean()
        value, kind = given.get("value"), given.get("kind")
        if value is None and not given.get("text") and "value" not in self.errors:
            self.add_error("value", _t("Donnez un nombre, ou dites-le en mots."))
        if value is not None and kind in WHOLE_NUMBERS and value != value.to_integral_value():
            self.add_error("value", _t("Ici, un nombre entier."))
        return given


class LinkSearch(HouseForm):
    proche = forms.CharField(
        label=_("Chercher un territoire"), required=False, max_length=100,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
