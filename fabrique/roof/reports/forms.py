from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.models import LEADS, Cohort
from fabrique.core import photographs
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant, inside
from fabrique.roof.reports.enums import ANSWERED, CHAPTER, PartKey, Recognised
from fabrique.roof.reports.models import Chapter, Part

LONG = 20000
DRAFTERS = (*LEADS, Role.EMBEDDED_EVALUATOR, Role.ACCOMPANYING_ALLY, Role.NARRATIVE_FACILITATOR)


class PartForm(VersionedForm):
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200, required=False)
    text = prose(
        gettext_lazy("Votre texte"), rows=14, max_length=LONG,
        help_text=gettext_lazy("Une ligne vide sépare deux paragraphes. Pour citer quelqu’un, passez par les récits : la personne y donne son accord."),
    )  # fmt: skip

    def __init__(self, *args: Any, instance: Part, **kwargs: Any):
        super().__init__(*args, instance=instance, **kwargs)
        if instance.key != PartKey.AFTER:
            del self.fields["title"]


class FieldsOfPhotograph(forms.Form):
    alt = prose(
        gettext_lazy("Ce que montre la photographie"), rows=2, required=True, max_length=500,
        help_text=gettext_lazy("Une ou deux phrases, pour qui lit sans voir. Elles suivent l’image dans chaque format."),
    )  # fmt: skip
    caption = forms.CharField(label=gettext_lazy("Légende"), max_length=300, required=False)
    credit = forms.CharField(label=gettext_lazy("Qui l’a prise"), max_length=200)
    recognised = forms.ChoiceField(
        label=gettext_lazy("Qui peut-on y reconnaître ?"), widget=forms.RadioSelect, choices=Recognised,
        help_text=gettext_lazy("Sans leur accord, des personnes reconnaissables ne paraissent pas."),
    )  # fmt: skip


class AddPhotographForm(FieldsOfPhotograph, HouseForm):
    file = forms.FileField(
        label=gettext_lazy("La photographie"), max_length=200,
        widget=forms.FileInput(attrs={"accept": photographs.ACCEPTED}),
        help_text=gettext_lazy("PNG ou JPEG, 20 Mo au plus. Elle est réduite à l’arrivée ; le lieu et l’appareil qu’elle contient sont effacés."),
    )  # fmt: skip
    field_order = ("file",)


class PhotographForm(FieldsOfPhotograph, VersionedForm):
    pass


class HopedForm(VersionedForm):
    hoped_on = day(
        gettext_lazy("Pour quand espérez-vous les réponses des territoires ?"),
        help_text=gettext_lazy("La date est dite avec chaque demande. Rien ne se ferme ce jour-là."),
    )


class EntrustForm(VersionedForm):
    drafter = pick(
        gettext_lazy("À qui confier ce chapitre ?"), Person.objects.none(), required=False,
        empty_label=gettext_lazy("à qui conduit la cohorte"),
        help_text=gettext_lazy("Cette personne écrira les textes ; les données, elles, viennent de ce qui est publié."),
    )  # fmt: skip

    def __init__(self, *args: Any, instance: Chapter, **kwargs: Any):
        super().__init__(*args, instance=instance, **kwargs)
        grants = RoleGrant.objects.active().filter(inside({instance.cohort.scope_id}), role__in=DRAFTERS)
        people = Person.objects.active().filter(pk__in=grants.values("person"))
        self.fields["drafter"].queryset = people.order_by("name", "pk")


class AnswerForm(HouseForm):
    answer = forms.ChoiceField(
        label=gettext_lazy("Votre réponse"), widget=forms.RadioSelect,
        choices=[(name, CHAPTER.moves[name].label) for name in ANSWERED],
    )  # fmt: skip
    words = prose(
        gettext_lazy("Vos mots"), rows=5, max_length=4000,
        help_text=gettext_lazy("Ce qui doit changer, lu par qui écrit. Ou votre droit de réponse : il paraîtra avec le chapitre, tel quel."),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class EditionForm(HouseForm):
    what_changed = prose(
        gettext_lazy("Ce qui change dans cette édition"), rows=3, required=True, max_length=1000,
        help_text=gettext_lazy("Lu par tous, à côté de l’édition. Pour la première : d’où elle vient."),
    )  # fmt: skip
    without_waiting = forms.BooleanField(
        label=gettext_lazy("Publier sans les chapitres qui attendent une réponse"), required=False,
        help_text=gettext_lazy("À leur place, le rapport dira que le territoire n’a pas encore relu son chapitre."),
    )  # fmt: skip


class CompareForm(HouseForm):
    """In the address, so that a comparison can be sent to somebody."""

    a = pick(gettext_lazy("Une cohorte"), Cohort.objects.none())
    b = pick(gettext_lazy("Une autre"), Cohort.objects.none())

    def __init__(self, *args: Any, cohorts: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = cohorts

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("a") and found.get("a") == found.get("b"):
            self.add_error("b", gettext_lazy("Choisissez deux cohortes différentes."))
        return found
