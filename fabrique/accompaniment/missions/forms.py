from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.enums import PartnerRole
from fabrique.accompaniment.missions.enums import DayKind, FunctionType, Unit
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.core.forms import DaysField, HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant

LONGEST = 6000


class EurosField(forms.DecimalField):
    """Typed in euros, kept in cents."""

    def __init__(self, **options):
        super().__init__(decimal_places=2, localize=True, min_value=0, max_value=1_000_000, **options)

    def clean(self, value):
        euros = super().clean(value)
        return None if euros is None else int(euros * 100)

    def prepare_value(self, value):
        return Decimal(value).scaleb(-2) if isinstance(value, int) else value


def an_ally(label, **options):
    return pick(label, Organisation.objects.filter(in_directory=True), **options)


class FieldsOfNeed(forms.Form):
    title = forms.CharField(label=gettext_lazy("Le besoin en quelques mots"), max_length=200)
    need = prose(gettext_lazy("De quoi le territoire a-t-il besoin ?"), required=True, max_length=LONGEST)
    skills = prose(gettext_lazy("Quelles compétences chercher"), rows=2, max_length=LONGEST)
    project = pick(gettext_lazy("Pour quel projet pilote"), PilotProject.objects.none(), required=False)
    starts_on = day(gettext_lazy("À partir du"))
    ends_on = day(gettext_lazy("Jusqu’au"))
    planned_quarters = DaysField(
        label=gettext_lazy("Jours du territoire, tous alliés compris"),
        help_text=gettext_lazy("Laissez vide pour les jours que dit la cohorte."), max_value=250,
    )  # fmt: skip
    travel_counted = forms.BooleanField(label=gettext_lazy("Le trajet est compté dans ces jours"), required=False)

    def offer(self, participation):
        self.fields["project"].queryset = PilotProject.objects.filter(participation=participation)
        return self


class NeedForm(FieldsOfNeed, HouseForm):
    folded = ("skills", "project", "starts_on", "ends_on", "planned_quarters", "travel_counted")


class MissionForm(FieldsOfNeed, VersionedForm):
    pass


class FieldsOfCandidate(forms.Form):
    organisation = an_ally(gettext_lazy("Quel allié"))
    competence = prose(gettext_lazy("Ce qu’il sait faire pour ce besoin"), rows=3, required=True, max_length=LONGEST)
    evidence = forms.URLField(
        label=gettext_lazy("Où le lire"), required=False, assume_scheme="https",
        help_text=gettext_lazy("Une fiche, une page, un projet : l’adresse de ce qui l’atteste."),
    )  # fmt: skip
    available_quarters = DaysField(label=gettext_lazy("Ses jours disponibles pendant la période"), max_value=250)
    distance_km = forms.IntegerField(label=gettext_lazy("Distance, en kilomètres"), required=False, min_value=0, max_value=9999)  # fmt: skip
    regional = forms.BooleanField(label=gettext_lazy("Il est de la région"), required=False)
    context = prose(gettext_lazy("Ce qu’il connaît du territoire"), rows=2, max_length=LONGEST)


class AllySearch(HouseForm):
    q = forms.CharField(label=gettext_lazy("Ce qu’il sait faire"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))  # fmt: skip
    km = forms.IntegerField(
        label=gettext_lazy("À moins de, en kilomètres"), required=False, min_value=0, max_value=9999,
        help_text=gettext_lazy("Selon ce qui a déjà été dit de sa distance à ce territoire."),
    )  # fmt: skip
    regional = forms.BooleanField(label=gettext_lazy("De la région"), required=False)


class ProposeForm(FieldsOfCandidate, HouseForm):
    pass


class CandidateForm(FieldsOfCandidate, VersionedForm):
    pass


class ReasonForm(HouseForm):
    reason = forms.CharField(label=gettext_lazy("Pourquoi"), max_length=300)


class LongReasonForm(HouseForm):
    reason = prose(gettext_lazy("Ce qui ne va pas, pour vous"), rows=4, required=True, max_length=LONGEST)


class PassForm(ReasonForm):
    organisation = an_ally(gettext_lazy("Quel allié"))
    field_order = ("organisation", "reason")

    def offer(self, found):
        self.fields["organisation"].queryset = found
        return self


def a_person(**options):
    return pick(gettext_lazy("Qui agit pour lui"), Person.objects.none(), **options)


def accompanying(participation):
    held = RoleGrant.objects.active().filter(role=Role.ACCOMPANYING_ALLY, scope=participation.scope)
    return Person.objects.active().filter(pk__in=held.values("person"))


class ComplementForm(HouseForm):
    organisation = an_ally(gettext_lazy("Quel allié"))
    person = a_person(required=False)

    def offer(self, participation):
        self.fields["person"].queryset = accompanying(participation)
        return self


class PersonForm(VersionedForm):
    person = a_person(
        help_text=gettext_lazy("Les personnes qui ont le rôle d’allié·e accompagnant·e de ce territoire."),
    )

    def offer(self, participation):
        self.fields["person"].queryset = accompanying(participation)
        return self


class FieldsOfConvention(forms.Form):
    purpose = prose(gettext_lazy("L’objet"), required=True, max_length=LONGEST)
    function = forms.ChoiceField(label=gettext_lazy("La fonction"), choices=FunctionType, initial=FunctionType.ONE_OFF)
    planned_quarters = DaysField(label=gettext_lazy("Jours prévus"), required=True, min_value=Decimal("0.25"), max_value=250)  # fmt: skip
    starts_on = day(gettext_lazy("Elle commence le"))
    ends_on = day(gettext_lazy("Elle finit le"))
    calendar = prose(gettext_lazy("Le calendrier"), rows=3, max_length=LONGEST)
    deliverables = prose(gettext_lazy("Ce qui est remis"), rows=3, required=True, max_length=LONGEST)
    reuse = prose(
        gettext_lazy("Ce que chacun peut en reprendre"), rows=2, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Qui peut réutiliser quoi, avec quelle mention."),
    )  # fmt: skip

    funders = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Qui la finance"), required=False, to_field_name="code",
        widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("C’est écrit dans le texte. Une fois qu’il est signé, leurs personnes le lisent."),
    )  # fmt: skip

    def offer(self, cohort):
        """Those who host or fund the cohort."""
        around = (PartnerRole.FUNDER, PartnerRole.INSTITUTION)
        paying = Organisation.objects.filter(partnerships__cohort=cohort, partnerships__role__in=around)
        self.fields["funders"].queryset = paying.distinct().order_by("folded", "pk")
        return self


class DraftForm(FieldsOfConvention, HouseForm):
    folded = ("funders",)


class ConventionForm(FieldsOfConvention, VersionedForm):
    def __init__(self, *args, instance, **kwargs):
        super().__init__(
            *args, instance=instance, initial={"funders": [one.code for one in instance.funders.all()]}, **kwargs
        )


class SignForm(HouseForm):
    quality = forms.CharField(
        label=gettext_lazy("En quelle qualité"), max_length=160,
        help_text=gettext_lazy("Par exemple : présidente, coordinateur, référente de la délégation."),
    )  # fmt: skip
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SignAmendmentForm(HouseForm):
    quality = forms.CharField(label=gettext_lazy("En quelle qualité"), max_length=160)


class AmendmentForm(HouseForm):
    added_quarters = DaysField(label=gettext_lazy("Jours ajoutés"), required=True, min_value=Decimal("0.25"), max_value=250)  # fmt: skip
    reason = prose(gettext_lazy("Pourquoi"), rows=3, required=True, max_length=LONGEST)
    added_cents = EurosField(
        label=gettext_lazy("Montant ajouté, en euros"), required=False,
        help_text=gettext_lazy("Laissez vide pour le tarif de la convention."),
    )  # fmt: skip


class PaidForm(HouseForm):
    paid_on = day(gettext_lazy("Payée le"), required=True)


class DayForm(HouseForm):
    date = day(gettext_lazy("Quel jour"), required=True)
    quarters = DaysField(
        label=gettext_lazy("Combien de temps, en jours"), required=True, min_value=None, max_value=None,
        help_text=gettext_lazy("0,25 pour un quart de jour, 1 pour une journée."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("De quelle sorte"), choices=DayKind, widget=forms.RadioSelect)
    what = forms.CharField(label=gettext_lazy("Ce qui a été fait"), max_length=500)
    unpaid = forms.BooleanField(
        label=gettext_lazy("Ce temps n’est pas payé"), required=False,
        help_text=gettext_lazy("Il ne prend rien sur les jours du territoire : il montre le temps réel."),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        said["paid"] = not said.pop("unpaid", False)
        return said


class SettleForm(HouseForm):
    met_on = day(gettext_lazy("La médiation a eu lieu le"), required=True)
    agreed = prose(gettext_lazy("Ce qui a été convenu"), rows=4, required=True, max_length=LONGEST)
    name = forms.ChoiceField(
        label=gettext_lazy("Et maintenant"), widget=forms.RadioSelect,
        choices=[("stay", gettext_lazy("L’allié continue")), ("leave", gettext_lazy("L’allié s’en va"))],
    )  # fmt: skip


class AppraisalForm(HouseForm):
    useful = prose(gettext_lazy("Ce qui a servi"), rows=4, required=True, max_length=LONGEST)
    lacking = prose(gettext_lazy("Ce qui a manqué"), rows=3, max_length=LONGEST)


class AddToolForm(HouseForm):
    name = forms.CharField(label=gettext_lazy("Ce qui marche déjà"), max_length=160)
    what_for = forms.CharField(label=gettext_lazy("À quoi cela sert"), max_length=300)
    kept_by = forms.CharField(
        label=gettext_lazy("Qui le fait vivre"), max_length=160, required=False,
        help_text=gettext_lazy("Un service, une association : pas un nom de personne."),
    )  # fmt: skip


class RateForm(HouseForm):
    function = forms.ChoiceField(label=gettext_lazy("Pour quelle fonction"), choices=FunctionType)
    unit = forms.ChoiceField(label=gettext_lazy("Compté"), choices=Unit)
    amount_cents = EurosField(label=gettext_lazy("Montant, en euros"))
    valid_from = day(gettext_lazy("À partir du"), required=True)
    adopted_by = forms.CharField(label=gettext_lazy("Adopté par"), max_length=200)
