"""Project reviews, reflective pauses, missteps, method sheets."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.workspace import reflections
from fabrique.accompaniment.workspace.enums import StateAnswer
from fabrique.accompaniment.workspace.forms.memory import LONGEST
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.agenda.models import Event


class PlanReviewForm(HouseForm):
    folded = ("place", "project", "purpose")
    title = forms.CharField(
        label=gettext_lazy("Ce que vous présentez à l’État"), max_length=200,
        help_text=gettext_lazy("Le plus tôt est le mieux : une idée suffit."),
    )  # fmt: skip
    starts_at = forms.DateTimeField(
        label=gettext_lazy("Jour et heure"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(label=gettext_lazy("Où"), max_length=200, required=False)
    project = pick(
        gettext_lazy("Pour quel projet"), PilotProject.objects.none(), required=False, empty_label=gettext_lazy("pas encore un projet")
    )  # fmt: skip
    purpose = prose(gettext_lazy("Ce que vous voulez savoir en sortant"), rows=3, max_length=LONGEST)

    def __init__(self, *args, participation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = participation.projects.order_by("pk")


class ForeseeForm(HouseForm):
    title = forms.CharField(
        label=gettext_lazy("Autorisation ou démarche pressentie"), max_length=200,
        help_text=gettext_lazy("Par exemple : permis de construire, loi sur l’eau, avis des bâtiments de France."),
    )  # fmt: skip
    service = forms.CharField(label=gettext_lazy("Quel service répond"), max_length=160)


class ProcedureForm(VersionedForm):
    folded = ("next_act", "next_on")
    answer = forms.ChoiceField(label=gettext_lazy("Sa réponse"), choices=StateAnswer)
    answered_on = day(gettext_lazy("Répondu le"))
    words = prose(gettext_lazy("Ce qui a été dit"), rows=3, max_length=LONGEST)
    next_act = forms.CharField(label=gettext_lazy("Le prochain acte"), max_length=300, required=False)
    next_on = day(gettext_lazy("Pour le"))


class EventField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.starts_at:%d/%m/%Y}, {obj.title}"


class AddPauseForm(HouseForm):
    event = EventField(
        label=gettext_lazy("Dans quelle rencontre"), queryset=Event.objects.none(), to_field_name="code",
        empty_label=gettext_lazy("à choisir"), help_text=gettext_lazy("Celles de votre agenda : rien ne s’ajoute."),
    )  # fmt: skip
    format = forms.ChoiceField(label=gettext_lazy("Quel temps réflexif"))

    def __init__(self, *args, participation, reader, **kwargs):
        super().__init__(*args, **kwargs)
        places = Q(scope=participation.scope) | Q(scope=participation.cohort.scope)
        self.fields["event"].queryset = Event.objects.visible_to(reader).filter(places).standing().to_come()
        self.fields["format"].choices = [(one["key"], one["title"]) for one in reflections.formats()]


class AddMisstepForm(HouseForm):
    tried = forms.CharField(label=gettext_lazy("Ce que nous avons tenté"), max_length=200)
    happened = prose(gettext_lazy("Ce qui s’est passé"), rows=3, required=True, max_length=LONGEST,
                     help_text=gettext_lazy("Des faits, sans nom de personne."))  # fmt: skip
    learned = prose(gettext_lazy("Ce que nous en gardons"), rows=3, required=True, max_length=LONGEST)


class BeginMethodForm(HouseForm):
    project = pick(gettext_lazy("À partir de quel projet"), PilotProject.objects.none())
    theme = forms.CharField(
        label=gettext_lazy("Pour quel autre thème"), max_length=160,
        help_text=gettext_lazy("Par exemple : précarité énergétique, action sociale, mobilité."),
    )  # fmt: skip

    def __init__(self, *args, participation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = participation.projects.order_by("pk")


class MethodSheetForm(VersionedForm):
    theme = forms.CharField(label=gettext_lazy("Pour quel autre thème"), max_length=160)
    did = prose(gettext_lazy("Ce que nous avons fait"), rows=6, max_length=LONGEST)
    with_whom = prose(gettext_lazy("Avec qui"), rows=4, max_length=LONGEST)
    to_change = prose(gettext_lazy("Ce qu’il faudrait changer pour ce thème"), rows=5, max_length=LONGEST)
