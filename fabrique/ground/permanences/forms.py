from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.core.forms import HouseForm, VersionedForm, pick, prose
from fabrique.core.forms import day as date_of
from fabrique.ground.agenda.enums import Mode
from fabrique.ground.agenda.recurrence import at
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.permanences.enums import Consent, Destination, MatterKind

LONGEST = 3000


def agreed(label):
    return forms.ChoiceField(label=label, choices=Consent, initial=Consent.NOTHING, widget=forms.RadioSelect)


def clock(label, **options):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **options)


class AddMatterForm(HouseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Vous laissez"), choices=MatterKind)
    text = forms.CharField(
        label=gettext_lazy("Dites-le avec vos mots"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    consent = agreed(gettext_lazy("Une fois la réponse écrite, que pouvons-nous publier ?"))


class AddGuestMatterForm(AddMatterForm):
    guest_name = forms.CharField(label=gettext_lazy("Votre nom"), max_length=120, required=False)
    guest_email = forms.EmailField(
        label=gettext_lazy("Votre adresse électronique"), max_length=254,
        help_text=gettext_lazy("Pour vous répondre, et rien d’autre. Effacée deux mois après la réponse."),
    )  # fmt: skip


class ConsentForm(HouseForm):
    consent = agreed(gettext_lazy("Ce qui peut paraître"))


class AnswerForm(VersionedForm):
    answer = prose(gettext_lazy("Votre réponse"), rows=6, required=True)
    question = forms.CharField(
        label=gettext_lazy("La question, reformulée pour tous"), max_length=300, required=False,
        help_text=gettext_lazy("Sans rien qui fasse reconnaître la personne. Elle sert si la réponse paraît."),
    )  # fmt: skip


class RouteForm(VersionedForm):
    destination = forms.ChoiceField(label=gettext_lazy("Vers"), choices=Destination)
    routed_to = forms.CharField(
        label=gettext_lazy("À qui, pour quand"), max_length=200,
        help_text=gettext_lazy("La personne qui a laissé le message lit cette phrase."),
    )  # fmt: skip


class PublishForm(VersionedForm):
    question = forms.CharField(label=gettext_lazy("La question, reformulée pour tous"), max_length=300, required=False)


class MinutesForm(VersionedForm):
    minutes = prose(
        gettext_lazy("Ce qui s’est dit"), rows=10,
        help_text=gettext_lazy("Lu par tout le monde : sans nom, sans rien qui fasse reconnaître quelqu’un."),
    )  # fmt: skip


class OpenYearForm(HouseForm):
    year = forms.IntegerField(label=gettext_lazy("Année"), min_value=2020, max_value=2100)

    def clean_year(self):
        if self.cleaned_data["year"] < timezone.localdate().year:
            raise forms.ValidationError(_("Cette année est passée. Donnez-en une à venir."))
        return self.cleaned_data["year"]


class HostForm(HouseForm):
    organisation = pick(gettext_lazy("Au nom de"), Organisation.objects.none())
    theme = forms.CharField(label=gettext_lazy("De quoi parlera-t-on"), max_length=200)
    day = date_of(gettext_lazy("Jour"), required=True)
    hour = clock(gettext_lazy("Début"), help_text=gettext_lazy("Heure de Paris."))
    end_hour = clock(gettext_lazy("Fin"), required=False)
    mode = forms.ChoiceField(label=gettext_lazy("Comment"), choices=Mode, initial=Mode.VIDEO)
    place = forms.CharField(label=gettext_lazy("Lieu"), max_length=200, required=False)
    link = forms.URLField(label=gettext_lazy("Lien de la visio"), required=False, assume_scheme="https")

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.of_member(person).order_by("folded", "pk")

    def clean(self):
        found = super().clean() or self.cleaned_data
        day, hour, end = found.pop("day", None), found.pop("hour", None), found.pop("end_hour", None)
        if day and hour:
            found |= {"starts_at": at(day, hour), "ends_at": at(day, end) if end else None}
            self.in_the_future(found["starts_at"])
        return found

    def in_the_future(self, starts_at: datetime) -> None:
        if starts_at < timezone.now():
            raise forms.ValidationError({"day": _("Cette date est passée. Donnez-en une à venir.")})


class AddHostForm(HouseForm):
    organisation = pick(gettext_lazy("Organisation"), Organisation.objects.none())

    def __init__(self, *args, person, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        others = Organisation.objects.visible_to(person).exclude(meetings=meeting)
        self.fields["organisation"].queryset = others


class PromisesForm(VersionedForm):
    promises = prose(
        gettext_lazy("Ce que l’on s’est promis"), rows=6, help_text=gettext_lazy("Une promesse par ligne.")
    )
