from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.models import Phase
from fabrique.accompaniment.programme.enums import DocumentKind, SessionKind
from fabrique.core import uploads
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.agenda.enums import Mode, Openness


def count(label, **options):
    return forms.IntegerField(label=label, **({"required": False, "min_value": 0, "max_value": 5000} | options))


class FieldsOfAnnouncement(forms.Form):
    """What those who are invited want to know."""

    kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est"), choices=SessionKind)
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200)
    summary = prose(gettext_lazy("Ce qu’on y fait"), rows=3)
    date = day(gettext_lazy("Date"))
    starts_at = forms.TimeField(
        label=gettext_lazy("Heure de début"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    mode = forms.ChoiceField(label=gettext_lazy("Comment"), choices=Mode)
    place = forms.CharField(label=gettext_lazy("Lieu"), max_length=200, required=False)
    phase = pick(gettext_lazy("Temps du parcours"), Phase.objects.none(), required=False)


class AddSessionForm(FieldsOfAnnouncement, HouseForm):
    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phase"].queryset = cohort.phases.all()


class SessionForm(FieldsOfAnnouncement, VersionedForm):
    """The same, then what is known later: its place in the path, who came, what may be kept of it."""

    number = count(gettext_lazy("Numéro"), min_value=1, max_value=500)
    minutes = count(gettext_lazy("Durée en minutes"), min_value=1, max_value=1440)
    period_start = day(
        gettext_lazy("Ou une période : à partir du"), help_text=gettext_lazy("Quand le jour n’est pas encore choisi.")
    )
    period_end = day(gettext_lazy("Jusqu’au"))
    openness = forms.ChoiceField(
        label=gettext_lazy("Pour qui"), choices=Openness,
        help_text=gettext_lazy("Connue de son cercle seulement : entre pairs ou d’évaluation, elle n’est pas enregistrée."),
    )  # fmt: skip
    link = forms.URLField(
        label=gettext_lazy("Lien de la visio"), required=False, assume_scheme="https",
        help_text=gettext_lazy("Donné aux personnes inscrites."),
    )  # fmt: skip
    capacity = count(gettext_lazy("Nombre de places"), min_value=1)
    optional = forms.BooleanField(
        label=gettext_lazy("Vient qui veut"), required=False, help_text=gettext_lazy("On n’a pas besoin de s’inscrire.")
    )
    attendance_min = count(gettext_lazy("Personnes présentes, au moins"))
    attendance_max = count(gettext_lazy("Personnes présentes, au plus"))
    attendance_note = forms.CharField(
        label=gettext_lazy("Présence, en mots"), max_length=200, required=False,
        help_text=gettext_lazy("Telle que la dit la source, sans la préciser de soi-même."),
    )  # fmt: skip
    recorded = forms.BooleanField(
        label=gettext_lazy("Elle est enregistrée"), required=False,
        help_text=gettext_lazy("Non, par défaut, pour les temps entre pairs et d’évaluation."),
    )  # fmt: skip
    not_recorded_because = forms.CharField(label=gettext_lazy("Sinon, pourquoi"), max_length=200, required=False)

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["phase"].queryset = instance.cohort.phases.all()


class AddDocumentForm(HouseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est"), choices=DocumentKind, initial=DocumentKind.SYNTHESIS)
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200)
    url = forms.URLField(
        label=gettext_lazy("Lien"), required=False, assume_scheme="https",
        help_text=gettext_lazy("Pour un film : le lien de la plateforme où il est rangé."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Ou un fichier"), required=False, max_length=200,
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPTED}),
        help_text=gettext_lazy(
            "PDF, ODT, ODP, DOCX, PPTX, PNG ou JPEG, jusqu’à 20 Mo. "
            "Une photo garde le lieu et l’appareil qu’elle contient : retirez-les avant, si besoin."
        ),
    )  # fmt: skip
