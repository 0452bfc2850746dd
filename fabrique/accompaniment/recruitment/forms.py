from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.recruitment.enums import CANDIDACY, ConditionState, LeadSource, PrerequisiteKind
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.territories.models import Territory


class FieldsOfEvent(forms.Form):
    title = forms.CharField(label=gettext_lazy("Rencontre"), max_length=200)
    held_on = day(gettext_lazy("Date"))
    place = forms.CharField(label=gettext_lazy("Lieu"), max_length=120, required=False)
    territories_count = forms.IntegerField(
        label=gettext_lazy("Territoires présents"),
        required=False,
        min_value=0,
        max_value=500,
        help_text=gettext_lazy("Un nombre suffit : personne n’est nommé ici."),
    )
    note = prose(gettext_lazy("Ce qu’il faut en retenir"), rows=3)


class AddEventForm(FieldsOfEvent, HouseForm):
    pass


class PresentationEventForm(FieldsOfEvent, VersionedForm):
    pass


class FieldsOfPrerequisite(forms.Form):
    label = forms.CharField(label=gettext_lazy("Ce que le territoire réunit"), max_length=300)
    kind = forms.ChoiceField(
        label=gettext_lazy("De quoi s’agit-il ?"),
        choices=PrerequisiteKind,
        help_text=gettext_lazy("L’engagement signé ici compte tout seul ; le reste se vérifie à la main."),
    )


class AddPrerequisiteForm(FieldsOfPrerequisite, HouseForm):
    pass


class PrerequisiteForm(FieldsOfPrerequisite, VersionedForm):
    pass


class TermsForm(VersionedForm):
    commitment = prose(
        gettext_lazy("Ce à quoi la personne s’engage"),
        rows=8,
        required=True,
        help_text=gettext_lazy("Une phrase par ligne. Les signatures déjà données gardent le texte qu’elles avaient."),
    )


class ProposeLeadForm(HouseForm):
    territory = pick(gettext_lazy("Territoire"), Territory.objects.none())
    lead_note = forms.CharField(
        label=gettext_lazy("Pourquoi lui ?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Ce qui vous fait penser qu’il est prêt, ou presque."),
    )

    def __init__(self, *args, person, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        known = cohort.candidacies.values("territory")
        self.fields["territory"].queryset = Territory.objects.visible_to(person).exclude(pk__in=known)


class OpenCandidacyForm(ProposeLeadForm):
    lead_from = forms.ChoiceField(label=gettext_lazy("D’où vient cette piste ?"), choices=LeadSource)
    field_order = ("territory", "lead_from", "lead_note")


class CandidacyForm(VersionedForm):
    motivation = prose(gettext_lazy("Pourquoi ce parcours, et pourquoi maintenant ?"), rows=5)
    delegation_planned = prose(
        gettext_lazy("Qui viendrait ?"),
        rows=4,
        help_text=gettext_lazy(
            "Une personne élue, un agent, un acteur socio-économique, l’État : des fonctions suffisent."
        ),
    )
    project_idea = prose(gettext_lazy("Sur quel projet essayer ?"), rows=4)
    capacity = prose(gettext_lazy("Quelles forces, quel temps ?"), rows=3)
    election_on = day(
        gettext_lazy("Prochaine élection qui peut changer l’exécutif"),
        help_text=gettext_lazy("Pour caler le parcours sur le mandat. Rien de politique n’est demandé."),
    )
    contact_name = forms.CharField(label=gettext_lazy("À qui écrire"), max_length=160, required=False)
    contact_email = forms.EmailField(label=gettext_lazy("Son adresse"), required=False)


class MoveCandidacyForm(HouseForm):
    name = forms.ChoiceField(label=gettext_lazy("Ce qui se passe"))
    reason = prose(
        gettext_lazy("La réponse faite au territoire"),
        rows=3,
        help_text=gettext_lazy("À écrire pour engager, clore ou remettre à plus tard : le territoire la lira."),
    )
    on = day(
        gettext_lazy("Quel jour ?"),
        help_text=gettext_lazy(
            "Le jour du contact ou de la présentation ; à défaut aujourd’hui. Pour plus tard : le jour où en reparler."
        ),
    )

    def __init__(self, *args, candidacy, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = [(name, move.label) for name, move in CANDIDACY.open_to(candidacy).items()]


class ConditionForm(HouseForm):
    state = forms.ChoiceField(
        label=gettext_lazy("Où en est cette condition ?"),
        choices=[("", gettext_lazy("à vérifier")), *ConditionState.choices],
        required=False,
    )
    reason = prose(
        gettext_lazy("Pourquoi"),
        rows=3,
        help_text=gettext_lazy("À écrire pour une dérogation : la raison reste visible."),
    )


class FieldsOfCommitment(forms.Form):
    quality = forms.CharField(
        label=gettext_lazy("En qualité de"),
        max_length=160,
        help_text=gettext_lazy("Par exemple : maire, présidente de la communauté de communes."),
    )
    means = prose(gettext_lazy("Les moyens promis"), rows=3)
    relays = prose(gettext_lazy("À qui s’adresser dans l’équipe"), rows=2)


class SignCommitmentForm(FieldsOfCommitment, HouseForm):
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    agreed = forms.BooleanField(label=gettext_lazy("J’ai lu ce texte et je m’y engage."))

    def clean(self):
        self.cleaned_data.pop("agreed", None)


class RecordCommitmentForm(FieldsOfCommitment, HouseForm):
    signer_name = forms.CharField(label=gettext_lazy("Qui a signé ?"), max_length=160)
    signed_on = day(gettext_lazy("Signé le"), required=True)
    field_order = ("signer_name", "quality", "signed_on", "means", "relays")


class EndCommitmentForm(HouseForm):
    reason = forms.CharField(
        label=gettext_lazy("Pourquoi prend-il fin ?"),
        max_length=300,
        help_text=gettext_lazy("Une élection, un départ. La phrase reste dans l’histoire."),
    )


class MutualSheetForm(VersionedForm):
    gives = prose(gettext_lazy("Ce que le territoire donne"), rows=4, help_text=gettext_lazy("Des personnes, des jours, des salles."))  # fmt: skip
    receives = prose(gettext_lazy("Ce qu’il reçoit"), rows=4, help_text=gettext_lazy("Des jours d’appui, des séances."))
    out_of_scope = prose(
        gettext_lazy("Ce que l’accompagnement ne fera pas"),
        rows=3,
        help_text=gettext_lazy("Mieux vaut le dire maintenant que décevoir plus tard."),
    )
    calendar = prose(gettext_lazy("Quand"), rows=3)
