from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.models import Phase
from fabrique.accompaniment.programme.enums import DocumentKind, OutputKind, SequenceKind, SessionKind
from fabrique.accompaniment.programme.models import Sequence
from fabrique.core import uploads
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.agenda.enums import Mode, Openness
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.territories.models import Territory

LONGEST = 4000


def count(label, **options):
    return forms.IntegerField(label=label, **({"required": False, "min_value": 0, "max_value": 5000} | options))


class FieldsOfAnnouncement(forms.Form):
    """What those who are invited want to know."""

    kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est"), choices=SessionKind)
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200)
    question = forms.CharField(
        label=gettext_lazy("La question dont elle part"), max_length=200, required=False,
        help_text=gettext_lazy("En mots de tous les jours : c’est elle qu’on lit en premier."),
    )  # fmt: skip
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
    added_because = forms.CharField(
        label=gettext_lazy("Ajoutée en chemin : pourquoi, et à la demande de qui"), max_length=300, required=False
    )


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
    intention = forms.CharField(
        label=gettext_lazy("L’intention"), max_length=300, required=False,
        help_text=gettext_lazy("Ce que l’on veut faire bouger : bousculer, donner envie, s’organiser…"),
    )  # fmt: skip
    prepared_by = forms.CharField(
        label=gettext_lazy("Qui la prépare"), max_length=300, required=False,
        help_text=gettext_lazy("Le groupe qui construit les contenus : des organisations ou des fonctions."),
    )  # fmt: skip
    host = pick(gettext_lazy("Territoire d’accueil"), Territory.objects.none(), required=False)
    plan_b = prose(
        gettext_lazy("Si l’on ne peut pas se déplacer"), rows=2, max_length=LONGEST,
        help_text=gettext_lazy("Ce qui se fera à distance : un lien, une visite filmée…"),
    )  # fmt: skip
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
        places = instance.cohort.participations.values("territory")
        self.fields["host"].queryset = Territory.objects.filter(pk__in=places).order_by("name", "pk")
        self.initial |= {name: found.code for name in ("phase", "host") if (found := getattr(instance, name))}


class AddDocumentForm(HouseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est"), choices=DocumentKind, initial=DocumentKind.SYNTHESIS)
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200)
    sequence = pick(
        gettext_lazy("De quelle séquence"), Sequence.objects.none(), required=False,
        help_text=gettext_lazy("Un film par séquence se retrouve mieux qu’un film de deux heures."),
    )  # fmt: skip
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

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sequence"].queryset = session.sequences.all()
        if not session.recorded:
            self.fields["kind"].choices = [one for one in DocumentKind.choices if one[0] != DocumentKind.RECORDING]


class AddSequenceForm(HouseForm):
    question = forms.CharField(
        label=gettext_lazy("La question qu’on y pose"), max_length=200, required=False,
        help_text=gettext_lazy("Le programme la montre avant le titre."),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est"), choices=SequenceKind)
    minutes = count(gettext_lazy("Durée en minutes"), min_value=1, max_value=1440)
    organisations = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Organisations qui y contribuent"), queryset=Organisation.objects.none(), required=False,
        to_field_name="code", widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    roles = forms.CharField(
        label=gettext_lazy("Ou des fonctions"), max_length=200, required=False,
        help_text=gettext_lazy("« une maire », « le service de l’eau » : une fonction plutôt qu’un nom."),
    )  # fmt: skip

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        partners = session.cohort.partners.values("organisation")
        self.fields["organisations"].queryset = Organisation.objects.filter(pk__in=partners).order_by("name", "pk")


class AddPriorQuestionForm(HouseForm):
    text = forms.CharField(
        label=gettext_lazy("Votre question"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Lue par qui prépare la séance. La réponse paraît dans la mallette, sans dire qui demande."),
    )  # fmt: skip


class AnswerForm(HouseForm):
    answer = prose(gettext_lazy("La réponse"), rows=3, required=True, max_length=LONGEST)


class OutputForm(VersionedForm):
    """The version is 0 until somebody wrote."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class StakesForm(OutputForm):
    text = prose(
        gettext_lazy("Vos enjeux, tels que vous les avez dits"), rows=5, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Un par ligne."),
    )  # fmt: skip


class ExpectationsForm(OutputForm):
    text = prose(
        gettext_lazy("Ce que vous attendez du parcours et de son évaluation"), rows=5, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Une attente par ligne. Vous les relirez à mi-chemin et à la fin."),
    )  # fmt: skip


class FrontPageForm(OutputForm):
    headline = forms.CharField(label=gettext_lazy("Le titre à la une"), max_length=200)
    year = forms.IntegerField(label=gettext_lazy("En quelle année"), required=False, min_value=2020, max_value=2100)
    path = prose(gettext_lazy("Le chemin parcouru"), rows=3, max_length=LONGEST)
    levers = prose(gettext_lazy("Les leviers actionnés"), rows=3, max_length=LONGEST)
    blockages = prose(gettext_lazy("Les blocages rencontrés"), rows=3, max_length=LONGEST)


OUTPUTS = {
    OutputKind.STAKES: StakesForm,
    OutputKind.EXPECTATIONS: ExpectationsForm,
    OutputKind.FRONT_PAGE: FrontPageForm,
}


class MinutesForm(VersionedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = prose(
        gettext_lazy("Le compte rendu, sans aucun nom"), rows=12, required=True, max_length=20000,
        help_text=gettext_lazy("Une idée par ligne. Dites la fonction, ou « quelqu’un »."),
    )  # fmt: skip


class ProposeMinutesForm(HouseForm):
    until = day(gettext_lazy("Relire jusqu’au"), required=True)


class AddRemarkForm(HouseForm):
    text = prose(gettext_lazy("Ce qu’il faudrait changer"), rows=3, required=True, max_length=LONGEST)
