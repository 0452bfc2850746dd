from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.convergences.enums import SHARED_FROM, DayKind, Wish
from fabrique.accompaniment.diagnostics.enums import ThemeGroup
from fabrique.core.forms import HouseForm, VersionedForm, day, prose
from fabrique.ground.agenda.enums import Mode

LONGEST = 4000


class ComparisonForm(VersionedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    shared_from = forms.IntegerField(
        label=gettext_lazy("À partir de combien de territoires"), min_value=SHARED_FROM, max_value=99,
        help_text=gettext_lazy("Deux au moins : un seul territoire serait désigné."),
    )  # fmt: skip


class TopicForm(VersionedForm):
    question = forms.CharField(
        label=gettext_lazy("La question que lisent les délégations"), max_length=200,
        help_text=gettext_lazy("En mots de tous les jours, sans nommer aucun territoire."),
    )  # fmt: skip
    text = prose(gettext_lazy("Pourquoi en parler ensemble"), rows=5, max_length=LONGEST)


class DropTopicForm(HouseForm):
    because = forms.CharField(
        label=gettext_lazy("Pourquoi"), max_length=300,
        help_text=gettext_lazy("Les délégations le liront si le sujet leur avait été proposé."),
    )  # fmt: skip


class CloseTopicForm(HouseForm):
    learned = prose(
        gettext_lazy("Ce qu’on en garde"), rows=6, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Pour celles et ceux qui n’étaient pas là. Aucun territoire n’est désigné sans son accord."),
    )  # fmt: skip


class PlanTopicForm(HouseForm):
    day_kind = forms.ChoiceField(label=gettext_lazy("Quelle journée ?"), choices=DayKind, widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200)
    date = day(gettext_lazy("Date"), required=True)
    starts_at = forms.TimeField(
        label=gettext_lazy("Heure de début"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(label=gettext_lazy("Durée en minutes"), min_value=15, max_value=1440, initial=180)
    mode = forms.ChoiceField(label=gettext_lazy("Comment"), choices=Mode, initial=Mode.VIDEO)
    place = forms.CharField(label=gettext_lazy("Lieu"), max_length=200, required=False)


class VoteForm(VersionedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    wish = forms.ChoiceField(label=gettext_lazy("Et vous ?"), choices=Wish, widget=forms.RadioSelect)
    question = forms.CharField(
        label=gettext_lazy("La question que vous y apporteriez"), max_length=300, required=False,
        help_text=gettext_lazy("Qui prépare la journée la lira sans savoir de quel territoire elle vient."),
    )  # fmt: skip


class FieldsOfWording(forms.Form):
    group = forms.ChoiceField(label=gettext_lazy("Sous quel titre"), choices=ThemeGroup)
    title = forms.CharField(label=gettext_lazy("Le thème"), max_length=200)
    text = prose(
        gettext_lazy("Ce que les diagnostics en disent ensemble"), rows=4, max_length=LONGEST,
        help_text=gettext_lazy("Aucune parole attribuée, aucun territoire désigné."),
    )  # fmt: skip
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200, required=False)


class AddWordingForm(FieldsOfWording, HouseForm):
    pass


class WordingForm(FieldsOfWording, VersionedForm):
    pass
