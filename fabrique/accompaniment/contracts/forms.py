from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.contracts.enums import ContractKind
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.organisations.models import Organisation

LONGEST = 10000
MOST = 10_000_000_000  # euros: what no contract of a territory reaches


class EurosField(forms.DecimalField):
    """Typed in euros, kept in cents."""

    def __init__(self, **options):
        super().__init__(decimal_places=2, localize=True, **options)

    def clean(self, value):
        euros = super().clean(value)
        return None if euros is None else int(euros * 100)

    def prepare_value(self, value):
        return Decimal(value).scaleb(-2) if isinstance(value, int) else value


def an_organisation(label, **options):
    return pick(label, Organisation.objects.filter(in_directory=True), required=False, **options)


def several(label, queryset, **options):
    return forms.ModelMultipleChoiceField(
        label=label, queryset=queryset, required=False, to_field_name="code", **options
    )


class FieldsOfContract(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Quelle sorte de contrat"), choices=ContractKind)
    title = forms.CharField(label=gettext_lazy("Son titre"), max_length=200)
    participations = several(
        gettext_lazy("Les territoires qui signent"), Participation.objects.none(), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    institution = an_organisation(gettext_lazy("L’institution qui signe"))

    def offer(self, cohort):
        self.fields["participations"].queryset = cohort.participations.current().select_related("territory")
        self.fields["participations"].label_from_instance = lambda place: place.territory.name
        return self


class OpenContractForm(FieldsOfContract, HouseForm):
    pass


class ContractForm(FieldsOfContract, VersionedForm):
    bodies = several(
        gettext_lazy("Les organismes techniques consultés"), Organisation.objects.filter(in_directory=True),
        help_text=gettext_lazy("ADEME, ANCT, Cerema, une agence régionale…"),
    )  # fmt: skip
    orientations = prose(gettext_lazy("Ses orientations"), rows=5, max_length=LONGEST)
    starts_on = day(gettext_lazy("Il commence le"))
    ends_on = day(gettext_lazy("Il finit le"))
    review_on = day(
        gettext_lazy("En reparler le"),
        help_text=gettext_lazy("Ce jour-là, le contrat revient dans ce qui vous attend."),
    )


class SignForm(HouseForm):
    signed_on = day(gettext_lazy("Signé le"), required=True)


class DropForm(HouseForm):
    dropped_because = forms.CharField(label=gettext_lazy("Pourquoi y renoncer"), max_length=300)


class FieldsOfLine(forms.Form):
    title = forms.CharField(label=gettext_lazy("Ce que la ligne permet"), max_length=200)
    project = pick(gettext_lazy("Le projet pilote qu’elle porte"), PilotProject.objects.none(), required=False)
    strategy = forms.CharField(
        label=gettext_lazy("Ou la stratégie qu’elle porte"), max_length=200, required=False,
        help_text=gettext_lazy("Son nom, tel que le territoire l’écrit."),
    )  # fmt: skip
    immaterial = forms.BooleanField(
        label=gettext_lazy("Elle paie du temps plutôt que des murs"), required=False,
        help_text=gettext_lazy("Une équipe, une écoute du territoire, le lancement d’une stratégie."),
    )  # fmt: skip
    funder = an_organisation(gettext_lazy("Qui finance"))
    amount_cents = EurosField(label=gettext_lazy("Montant, en euros"), required=False, min_value=0, max_value=MOST)

    def offer(self, contract):
        projects = PilotProject.objects.filter(participation__cohort=contract.cohort)
        if signing := list(contract.participations.all()):
            projects = projects.filter(participation__in=signing)
        self.fields["project"].queryset = projects
        return self


class AddLineForm(FieldsOfLine, HouseForm):
    pass


class ContractLineForm(FieldsOfLine, VersionedForm):
    pass


class LogExchangeForm(HouseForm):
    body = pick(gettext_lazy("Avec quel organisme"), Organisation.objects.filter(in_directory=True))
    hat = forms.CharField(
        label=gettext_lazy("Sous quelle casquette"), max_length=160, required=False,
        help_text=gettext_lazy("La fonction de la personne, jamais son nom."),
    )  # fmt: skip
    held_on = day(gettext_lazy("Le"), required=True)
    subject = forms.CharField(label=gettext_lazy("À quel sujet"), max_length=200)
    said = prose(gettext_lazy("Ce qui s’est dit"), rows=4, required=True, max_length=LONGEST)
    next_step = forms.CharField(label=gettext_lazy("La suite promise"), max_length=300, required=False)
    due_on = day(gettext_lazy("Pour le"))
