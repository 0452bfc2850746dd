from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from fabrique.core.forms import HouseForm, VersionedForm
from fabrique.core.text import fold
from fabrique.ground.organisations.enums import AllyCategory
from fabrique.ground.organisations.models import Alias, Organisation
from fabrique.ground.people.models import Person


class DirectoryFilter(HouseForm):
    q = forms.CharField(label=_("Mots"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    category = forms.ChoiceField(
        label=_("Catégorie"), required=False, choices=[("", _("toutes")), *AllyCategory.choices]
    )


class Card(forms.Form):
    """The fields of a card, for whoever opens it or keeps it."""

    name = forms.CharField(label=_("Nom"), max_length=200, help_text=_("Comme l’organisation l’écrit elle-même."))
    category = forms.ChoiceField(label=_("Catégorie"), required=False, choices=[("", _("pas encore précisée")), *AllyCategory.choices])  # fmt: skip
    sub_type = forms.CharField(label=_("Plus précisément"), required=False, max_length=120, help_text=_("Par exemple : coopérative, parc naturel régional, média associatif."))  # fmt: skip
    about = forms.CharField(label=_("En quelques phrases"), required=False, max_length=3000, widget=forms.Textarea({"rows": 5}), help_text=_("Comme vous le diriez à un voisin."))  # fmt: skip
    seat = forms.CharField(label=_("Siège"), required=False, max_length=120, help_text=_("La commune suffit."))
    area_of_action = forms.CharField(label=_("Où elle agit"), required=False, max_length=200)
    website = forms.URLField(
        label=_("Site"), required=False, max_length=200, assume_scheme="https", validators=[URLValidator(["http", "https"])]
    )  # fmt: skip
    source = forms.CharField(label=_("D’où viennent ces informations"), required=False, max_length=200)
    in_directory = forms.BooleanField(
        label=_("Paraître dans l’annuaire public"), required=False, initial=True, help_text=_("Sinon, seules les personnes connectées voient la fiche.")
    )  # fmt: skip

    def clean_name(self):
        """Two cards never share a name: the one that has it is shown."""
        name = " ".join(self.cleaned_data["name"].split())
        other = Alias.objects.filter(folded=Alias.folded_name(name)).select_related("organisation").first()
        if other is not None and other.organisation_id != getattr(self.instance, "pk", None):
            raise forms.ValidationError(_t("« %(name)s » est déjà un nom de « %(other)s ».") % {"name": name, "other": other.organisation})  # fmt: skip
        return name


class OpenCardForm(HouseForm, Card):
    instance = None


class OrganisationForm(VersionedForm, Card):
    def __init__(self, *args, instance: Organisation, **kwargs):
        self.instance = instance
        super().__init__(*args, instance=instance, **kwargs)


class AliasForm(HouseForm):
    name = forms.CharField(label=_("Autre façon d’écrire son nom"), max_length=200)

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class MemberForm(HouseForm):
    email = forms.EmailField(label=_("Adresse e-mail de la personne"), help_text=_("Elle a déjà un compte ici."))
    function = forms.CharField(label=_("Ce qu’elle y fait"), required=False, max_length=120)

    def clean_email(self):
        person = Person.objects.active().filter(email__iexact=self.cleaned_data["email"]).first()
        if person is None:
            raise forms.ValidationError(_t("Aucun compte n’a cette adresse. Invitez d’abord la personne."))
        return person


class MergeForm(HouseForm):
    other = forms.CharField(
        label=_("L’autre fiche, par l’un de ses noms"), max_length=200, help_text=_("Elle disparaîtra ; ses noms resteront.")
    )  # fmt: skip

    def __init__(self, *args, kept: Organisation, **kwargs):
        self.kept = kept
        super().__init__(*args, **kwargs)

    def clean_other(self):
        found = Organisation.objects.named(self.cleaned_data["other"]).exclude(pk=self.kept.pk).first()
        if found is None or not fold(self.cleaned_data["other"]):
            raise forms.ValidationError(_t("Aucune autre organisation n’a ce nom."))
        return found
