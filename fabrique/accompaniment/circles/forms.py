from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.circles.actions.circles import openable_documents, openable_sessions
from fabrique.accompaniment.circles.enums import Choice, CircleKind, OpenedKind, Origin, Ready
from fabrique.accompaniment.programme.models import Document, Session
from fabrique.accompaniment.workspace.models import Consultation
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose

LONGEST = 5000
LONGEST_TABLE = 400_000


class ReadinessForm(VersionedForm):
    """The version is 0 until somebody wrote."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    ticked = forms.MultipleChoiceField(
        label=gettext_lazy("Ce qui est vrai aujourd’hui"), choices=Ready, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Pour y voir clair entre vous. Rien n’est bloqué par une case vide."),
    )  # fmt: skip
    choice = forms.ChoiceField(label=gettext_lazy("Ce que vous décidez"), choices=Choice)
    reason = prose(gettext_lazy("Pourquoi"), rows=3, max_length=LONGEST)


class FieldsOfCircle(forms.Form):
    name = forms.CharField(label=gettext_lazy("Nom du cercle"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("De quelle sorte"), choices=CircleKind)
    purpose = prose(
        gettext_lazy("Pourquoi vous les invitez"), rows=3, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Ces mots sont dans la lettre : ce que l’on attend d’eux, ce qui peut encore changer."),
    )  # fmt: skip
    ends_on = day(
        gettext_lazy("Jusqu’au"), required=True, help_text=gettext_lazy("Ce jour passé, plus rien n’est ouvert.")
    )


class AddCircleForm(FieldsOfCircle, HouseForm):
    pass


class CircleForm(FieldsOfCircle, VersionedForm):
    pass


class InviteForm(HouseForm):
    name = forms.CharField(label=gettext_lazy("Nom"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("Adresse électronique"), help_text=gettext_lazy("Un lien personnel y part aussitôt.")
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Langue de la lettre"), choices=[("fr", "Français"), ("en", "English")]
    )
    ends_on = day(gettext_lazy("Jusqu’au"), help_text=gettext_lazy("À laisser vide : jusqu’à la fin du cercle."))


class OpenItemForm(HouseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Ce que vous ouvrez"), choices=OpenedKind)
    session = pick(
        gettext_lazy("La séance, ou celle de la mallette"), Session.objects.none(), required=False,
        help_text=gettext_lazy("Les séances fermées n’y sont pas : d’autres territoires y ont parlé."),
    )  # fmt: skip
    document = pick(gettext_lazy("Le document"), Document.objects.none(), required=False)
    consultation = pick(gettext_lazy("La consultation"), Consultation.objects.none(), required=False)

    def __init__(self, *args, participation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = openable_sessions(participation)
        self.fields["document"].queryset = openable_documents(participation)
        self.fields["consultation"].queryset = participation.consultations.all()


class FieldsOfDraw(forms.Form):
    title = forms.CharField(label=gettext_lazy("Nom du tirage"), max_length=160)
    purpose = prose(
        gettext_lazy("Pour quoi faire, et ce que deviendra leur avis"), rows=3, required=True, max_length=LONGEST
    )
    seats = forms.IntegerField(label=gettext_lazy("Nombre de sièges"), min_value=1, max_value=200)
    opposed_seats = forms.IntegerField(
        label=gettext_lazy("Sièges gardés pour des personnes opposées au projet"), min_value=0, max_value=200, initial=0,
        help_text=gettext_lazy("Facultatif. Il faudra leur accord écrit ; personne d’autre que vous ne le saura."),
    )  # fmt: skip
    origin = forms.ChoiceField(label=gettext_lazy("D’où viennent les candidats"), choices=Origin)
    notice = prose(
        gettext_lazy("Ce qui est dit aux personnes avant de les inscrire"), rows=4, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Qui tient la liste, à quoi elle sert, le jour de son effacement, comment s’en retirer."),
    )  # fmt: skip
    erase_on = day(
        gettext_lazy("La liste est effacée le"), required=True,
        help_text=gettext_lazy("Ce jour-là, qui n’a pas été tiré disparaît d’ici. Les remplacements se font avant."),
    )  # fmt: skip


class AddDrawForm(FieldsOfDraw, HouseForm):
    pass


class DrawForm(FieldsOfDraw, VersionedForm):
    pass


class SetBandsForm(HouseForm):
    statistics = forms.CharField(
        label=gettext_lazy("Source des chiffres"),
        max_length=200,
        help_text=gettext_lazy("Par exemple l’INSEE, recensement, et la commune."),
    )
    statistics_on = day(gettext_lazy("Publiés le"), required=True)
    table = prose(
        gettext_lazy("Les tranches, une par ligne"), rows=12, required=True, max_length=20_000,
        help_text=gettext_lazy("« âge ; 18-29 ans ; 1200 » : l’échelle, la tranche, le nombre d’habitants. Collez un tableau, ou tapez."),
    )  # fmt: skip


class AddCandidatesForm(HouseForm):
    table = prose(
        gettext_lazy("Les personnes, une par ligne"), rows=10, required=True, max_length=LONGEST_TABLE,
        help_text=gettext_lazy("« nom ; courriel ou téléphone ; âge ; sexe ; catégorie ». Les tranches s’écrivent comme dans les quotas. Une ligne déjà là n’est pas doublée."),
    )  # fmt: skip
    agreed_on = day(gettext_lazy("Elles ont lu l’information et accepté d’être sur la liste le"), required=True)
    opposition_written = forms.BooleanField(
        label=gettext_lazy("Une sixième colonne dit « oui » pour qui se déclare opposé au projet, et chacune de ces personnes l’a accepté par écrit"),
        required=False,
    )  # fmt: skip


class FreezeForm(HouseForm):
    seed_source = forms.CharField(
        label=gettext_lazy("D’où viendra la graine"), max_length=300,
        help_text=gettext_lazy("Un nombre public que personne ne connaît encore : par exemple les numéros d’un jeu national, à une date à venir."),
    )  # fmt: skip


class PublishSeedForm(HouseForm):
    seed = forms.CharField(
        label=gettext_lazy("La graine"),
        max_length=200,
        help_text=gettext_lazy("Telle qu’elle a été publiée. Elle ne se corrige plus."),
    )


class BecauseForm(HouseForm):
    because = forms.CharField(
        label=gettext_lazy("Pourquoi"), max_length=300, help_text=gettext_lazy("Sans détail sur la vie de la personne.")
    )
