import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.engineering.enums import Level, Subject
from fabrique.accompaniment.engineering.permissions import PROPOSE
from fabrique.core.forms import HouseForm, VersionedForm, pick, prose
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.territories.models import Territory

LONGEST = 10000
DEPARTMENT = re.compile(r"(0[1-9]|[1-8]\d|9[0-5]|2[ab]|97\d|98\d)", re.IGNORECASE)


class DepartmentsField(forms.CharField):
    """Official numbers, with commas or spaces between them."""

    def clean(self, value):
        typed = [word.upper() for word in re.split(r"[\s,;]+", super().clean(value)) if word]
        if wrong := [word for word in typed if not DEPARTMENT.fullmatch(word)]:
            raise forms.ValidationError(_("« %(word)s » n’est pas un numéro de département.") % {"word": wrong[0]})
        return typed

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value


class FieldsOfSupport(forms.Form):
    organisation = pick(gettext_lazy("L’organisation"), Organisation.objects.filter(in_directory=True))
    name = forms.CharField(label=gettext_lazy("Le nom de l’appui"), max_length=160)
    level = forms.ChoiceField(label=gettext_lazy("De qui il vient"), choices=Level)
    does = prose(gettext_lazy("Ce qu’il fait"), rows=3, required=True, max_length=LONGEST)
    does_not = prose(
        gettext_lazy("Ce qu’il ne fait pas"), rows=3, required=True, max_length=LONGEST,
        help_text=gettext_lazy("C’est ce qui évite de frapper à la mauvaise porte."),
    )  # fmt: skip
    subjects = forms.MultipleChoiceField(
        label=gettext_lazy("À quels sujets"), choices=Subject, widget=forms.CheckboxSelectMultiple
    )
    departments = DepartmentsField(
        label=gettext_lazy("Dans quels départements"), required=False, max_length=400,
        help_text=gettext_lazy("Leurs numéros : 30, 34, 48. Rien, s’il va partout."),
    )  # fmt: skip
    hat = forms.CharField(
        label=gettext_lazy("À quelle fonction s’adresser"), max_length=160, required=False,
        help_text=gettext_lazy("La fonction, jamais le nom d’une personne."),
    )  # fmt: skip
    email = forms.EmailField(label=gettext_lazy("Adresse du service"), required=False)
    phone = forms.CharField(label=gettext_lazy("Téléphone du service"), max_length=30, required=False)


class AddSupportForm(FieldsOfSupport, HouseForm):
    pass


class EngineeringSupportForm(FieldsOfSupport, VersionedForm):
    pass


class SearchForm(forms.Form):
    place = forms.ChoiceField(label=gettext_lazy("Où"), required=False)
    subject = forms.ChoiceField(
        label=gettext_lazy("À quel sujet"),
        required=False,
        choices=[("", gettext_lazy("tous les sujets")), *Subject.choices],
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        known = Territory.objects.visible_to(person).departments()
        self.fields["place"].choices = [("", _("partout")), *((code, f"{name} ({code})") for code, name in known)]
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"


class ProposeForm(HouseForm):
    participation = pick(gettext_lazy("Pour quel territoire"), Participation.objects.none())
    asked = prose(
        gettext_lazy("Ce qui est demandé"), rows=4, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Une question précise, pour quand, et pourquoi cet appui plutôt qu’un autre."),
    )  # fmt: skip
    done = prose(
        gettext_lazy("Ce qui a déjà été fait"), rows=4, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Pour que l’appui parte de là, et ne refasse pas le chemin."),
    )  # fmt: skip

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Participation.objects.current().filter(scope__in=person.scopes_as(*PROPOSE))
        self.fields["participation"].queryset = mine.select_related("territory", "cohort")


class AnswerForm(HouseForm):
    reply = prose(gettext_lazy("Ce que l’appui a répondu"), rows=4, max_length=LONGEST)


class DeclineForm(HouseForm):
    reply = prose(gettext_lazy("Pourquoi l’appui refuse"), rows=4, required=True, max_length=LONGEST)
