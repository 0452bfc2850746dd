from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.supervision.enums import CaseState, Reach
from fabrique.accompaniment.supervision.models import Case
from fabrique.core.forms import HouseForm, VersionedForm, pick, prose
from fabrique.ground.agenda.enums import Mode
from fabrique.ground.people.enums import Role

LONGEST = 6000
# where somebody accompanies or diagnoses: the territories a case may come from
WORKS = (Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR, Role.ACCOMPANYING_ALLY, Role.PEER_GROUP_FACILITATOR, Role.PIVOT_ALLY)  # fmt: skip


def places_of(person):
    """Only where this person works, so that the list itself tells them nothing."""
    held = [grant.scope for grant in person.grants if grant.role in WORKS]
    scopes = {pk for scope in held for pk in (scope.pk, scope.parent_id) if pk}
    rows = Participation.objects.visible_to(person).select_related("territory", "cohort")
    return (rows.filter(scope__in=scopes) | rows.filter(cohort__scope__in=scopes)).order_by("territory__name", "pk")


class OpenCircleForm(HouseForm):
    name = forms.CharField(label=gettext_lazy("Nom du cercle"), max_length=160)
    purpose = prose(gettext_lazy("À quoi il sert"), rows=3, max_length=1000)
    cohort = pick(
        gettext_lazy("Pour quelle cohorte ?"), Cohort.objects.none(), required=False, empty_label=gettext_lazy("toute l’alliance"),
        help_text=gettext_lazy("Qui supervise les diagnostics d’une cohorte entre dans son cercle."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = Cohort.objects.detailed().order_by("name", "pk")


class CircleForm(VersionedForm):
    name = forms.CharField(label=gettext_lazy("Nom du cercle"), max_length=160)
    purpose = prose(gettext_lazy("À quoi il sert"), rows=3, max_length=1000)


class FieldsOfCase(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("En quelques mots"), max_length=160,
        help_text=gettext_lazy("Sans nom de personne, de lieu ni de structure."),
    )  # fmt: skip
    text = prose(gettext_lazy("Ce qui se passe"), rows=10, required=True, max_length=LONGEST)
    question = prose(gettext_lazy("Ce que vous demandez au cercle"), rows=3, max_length=1000)
    place = pick(
        gettext_lazy("Le territoire concerné"), Participation.objects.none(), required=False,
        help_text=gettext_lazy("Chiffré, et montré à personne tant que vous ne le décidez pas. Il servira à demander son accord, plus tard."),
    )  # fmt: skip
    shows_place = forms.BooleanField(
        label=gettext_lazy("Les membres du cercle peuvent voir quel territoire"), required=False
    )
    read_again = forms.BooleanField(
        label=gettext_lazy("J’ai relu : ces mots ne désignent personne"), required=False,
        help_text=gettext_lazy("À cocher si un mot vous est signalé et qu’il ne désigne personne."),
    )  # fmt: skip


class WriteCaseForm(FieldsOfCase, HouseForm):
    """`WriteCaseForm` and `CaseForm` offer the territories where their author works."""

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places_of(person)


class CaseForm(FieldsOfCase, VersionedForm):
    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places_of(person)


class ReplyForm(HouseForm):
    text = prose(gettext_lazy("Votre retour"), rows=4, required=True, max_length=LONGEST)


class MeetingForm(HouseForm):
    starts_at = forms.DateTimeField(
        label=gettext_lazy("Quand"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    minutes = forms.IntegerField(label=gettext_lazy("Durée en minutes"), min_value=15, max_value=600, initial=120)
    mode = forms.ChoiceField(label=gettext_lazy("Comment"), choices=Mode, initial=Mode.VIDEO)
    place = forms.CharField(label=gettext_lazy("Lieu"), max_length=200, required=False)
    link = forms.URLField(label=gettext_lazy("Lien de la visio"), required=False, assume_scheme="https")
    cases = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Les cas à partager ce jour-là"), queryset=Case.objects.none(), to_field_name="code", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, circle, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cases"].queryset = circle.cases.filter(state=CaseState.OPEN)
        self.fields["cases"].label_from_instance = lambda case: case.title

    def clean_starts_at(self):
        when = self.cleaned_data["starts_at"]
        return timezone.make_aware(when) if timezone.is_naive(when) else when


class FieldsOfLesson(forms.Form):
    title = forms.CharField(label=gettext_lazy("L’enseignement, en une phrase"), max_length=200)
    text = prose(
        gettext_lazy("Ce que d’autres pourraient en faire"), rows=8, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Comme si la personne concernée le lisait."),
    )  # fmt: skip


class WriteLessonForm(FieldsOfLesson, HouseForm):
    pass


class LessonForm(FieldsOfLesson, VersionedForm):
    pass


class OfferForm(HouseForm):
    reach = forms.ChoiceField(
        label=gettext_lazy("Jusqu’où peut-il aller ?"), widget=forms.RadioSelect,
        choices=[(reach.value, reach.label) for reach in (Reach.ALLIANCE, Reach.PUBLIC)],
    )  # fmt: skip
    place = pick(
        gettext_lazy("Demander l’accord de quel territoire ?"), Participation.objects.none(), required=False,
        empty_label=gettext_lazy("aucun : deux membres diront si quelqu’un se reconnaît"),
        help_text=gettext_lazy("Sa personne référente et son n° 1 liront ce texte, et rien d’autre du cercle."),
    )  # fmt: skip

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places_of(person)


class JudgeForm(HouseForm):
    identifies = forms.TypedChoiceField(
        label=gettext_lazy("Pourrait-on reconnaître une personne ou un territoire ?"), widget=forms.RadioSelect,
        choices=[("no", gettext_lazy("Non, personne")), ("yes", gettext_lazy("Oui, peut-être"))], coerce=lambda value: value == "yes",
    )  # fmt: skip
    why = prose(gettext_lazy("À quoi"), rows=2, max_length=1000, help_text=gettext_lazy("Lu par le cercle seulement."))
