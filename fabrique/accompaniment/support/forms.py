from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.support.enums import Addressee, Ear, NoteKind, Tag
from fabrique.core.forms import HouseForm, VersionedForm, pick, prose

LONGEST = 5000


class AskForm(HouseForm):
    title = forms.CharField(label=gettext_lazy("Votre question"), max_length=200)
    text = prose(
        gettext_lazy("Ce qu’il faut savoir pour répondre"), rows=5, required=True, max_length=LONGEST,
        help_text=gettext_lazy("La situation, ce que vous avez déjà essayé, pour quand."),
    )  # fmt: skip
    addressed_to = forms.ChoiceField(
        label=gettext_lazy("À qui la posez-vous ?"), choices=Addressee,
        help_text=gettext_lazy("Elle n’est lue que par vous et par qui vous choisissez."),
    )  # fmt: skip


class WriteForm(HouseForm):
    text = prose(gettext_lazy("Votre message"), rows=5, required=True, max_length=LONGEST)


class OfferSlotForm(HouseForm):
    starts_at = forms.DateTimeField(
        label=gettext_lazy("Jour et heure"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    minutes = forms.IntegerField(label=gettext_lazy("Durée en minutes"), min_value=10, max_value=180, initial=45)
    place = forms.CharField(
        label=gettext_lazy("Où"), max_length=200, help_text=gettext_lazy("Un lieu, un téléphone ou un lien.")
    )


class BookSlotForm(HouseForm):
    subject = forms.CharField(
        label=gettext_lazy("De quoi voulez-vous parler ?"), max_length=300, required=False,
        help_text=gettext_lazy("Seule la personne qui propose ce créneau le lira."),
    )  # fmt: skip


class GroundRulesForm(VersionedForm):
    text = prose(gettext_lazy("Une règle par ligne"), rows=10, required=True, max_length=LONGEST)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class RaiseAlertForm(HouseForm):
    text = prose(gettext_lazy("Ce qui s’est passé"), rows=5, required=True, max_length=LONGEST)
    wish = prose(gettext_lazy("Ce que vous aimeriez"), rows=2, max_length=LONGEST)
    ear = forms.ChoiceField(label=gettext_lazy("À qui le dites-vous ?"), choices=Ear)
    named = forms.BooleanField(
        label=gettext_lazy("Signer de mon nom"), required=False, initial=True,
        help_text=gettext_lazy("Sans votre nom, personne ne saura qui a parlé, et personne ne pourra vous répondre."),
    )  # fmt: skip


class CloseAlertForm(HouseForm):
    outcome = prose(
        gettext_lazy("La suite donnée"), rows=4, required=True, max_length=LONGEST,
        help_text=gettext_lazy("La personne qui a parlé la lira, si elle a signé."),
    )  # fmt: skip


class BeginThreadForm(HouseForm):
    project = pick(gettext_lazy("À propos de quel projet"), PilotProject.objects.none())
    tag = forms.ChoiceField(label=gettext_lazy("De quelle sorte"), choices=Tag)
    title = forms.CharField(label=gettext_lazy("En une phrase"), max_length=200)
    text = prose(gettext_lazy("En quelques mots de plus"), rows=4, required=True, max_length=LONGEST)

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = PilotProject.objects.filter(participation__cohort=cohort)


class AddForumNoteForm(HouseForm):
    text = forms.CharField(
        label=gettext_lazy("Ce qui en est sorti"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Sans dire qui a parlé."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("De quelle sorte"), choices=NoteKind)
    project = pick(gettext_lazy("À propos de quel projet"), PilotProject.objects.none(), required=False)

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = PilotProject.objects.filter(participation__cohort=cohort)


class FilterForumForm(forms.Form):
    tag = forms.ChoiceField(required=False, choices=[("", ""), *Tag.choices])
