from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.devices.enums import DeviceKind
from fabrique.accompaniment.devices.models import Device
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.territories.models import Territory

ONE_A_LINE = gettext_lazy("Un par ligne.")
SEVERAL = gettext_lazy("Plusieurs choix possibles.")


class DeviceForm(VersionedForm):
    name = forms.CharField(label=gettext_lazy("Nom"), max_length=160)
    purpose = prose(gettext_lazy("À quoi il sert"), rows=3)
    public = prose(gettext_lazy("Pour qui"), rows=2)
    duration = forms.CharField(label=gettext_lazy("Combien de temps"), max_length=200, required=False)
    cost_share = forms.CharField(label=gettext_lazy("Qui paie quoi"), max_length=300, required=False)
    does = prose(gettext_lazy("Ce qu’il fait"), help_text=ONE_A_LINE)
    does_not = prose(gettext_lazy("Ce qu’il ne fait pas"), help_text=ONE_A_LINE)
    current = forms.BooleanField(label=gettext_lazy("Proposé aujourd’hui"), required=False)


def several(label, **options):
    """Rows by their public codes; none is a choice."""
    queryset = options.pop("queryset")
    return forms.ModelMultipleChoiceField(
        label=label, queryset=queryset, to_field_name="code", required=False, help_text=SEVERAL, **options
    )  # fmt: skip


class Agreement(forms.Form):
    """What is agreed, whoever writes it."""

    objectives = prose(gettext_lazy("Objectifs convenus"), rows=4, help_text=ONE_A_LINE)
    starts_on = day(gettext_lazy("Premier jour"))
    ends_on = day(gettext_lazy("Dernier jour"))
    others = several(gettext_lazy("Avec d’autres territoires"), queryset=Territory.objects.none())

    def open_to(self, person):
        self.fields["others"].queryset = Territory.objects.visible_to(person)


def ways():
    return Device.objects.exclude(kind=DeviceKind.COHORT)


class OpenAccompanimentForm(Agreement, HouseForm):
    device = pick(gettext_lazy("Dispositif"), Device.objects.none())
    territory = pick(gettext_lazy("Territoire accompagné"), Territory.objects.none(), required=False)
    ally = pick(gettext_lazy("Ou allié accompagné"), Organisation.objects.none(), required=False)
    team = several(gettext_lazy("Qui accompagne"), queryset=Organisation.objects.none())
    field_order = ("device", "territory", "others", "ally", "team", "objectives", "starts_on", "ends_on")

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.open_to(person)
        self.fields["device"].queryset = ways()
        self.fields["territory"].queryset = Territory.objects.visible_to(person)
        for name in ("ally", "team"):
            self.fields[name].queryset = Organisation.objects.visible_to(person)


class DeclareForm(Agreement, HouseForm):
    organisation = pick(gettext_lazy("Au nom de"), Organisation.objects.none())
    device = pick(gettext_lazy("Dispositif le plus proche"), Device.objects.none())
    territory = pick(gettext_lazy("Territoire accompagné"), Territory.objects.none())
    field_order = ("organisation", "device", "territory", "others", "objectives", "starts_on", "ends_on")

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.open_to(person)
        self.fields["objectives"].required = True
        self.fields["device"].queryset = ways()
        self.fields["territory"].queryset = Territory.objects.visible_to(person)
        self.fields["organisation"].queryset = Organisation.objects.of_member(person).order_by("folded", "pk")


class AccompanimentForm(Agreement, VersionedForm):
    team = several(gettext_lazy("Qui accompagne"), queryset=Organisation.objects.none())
    outcomes = prose(gettext_lazy("Ce qui en est sorti"), rows=4)
    field_order = ("others", "team", "objectives", "starts_on", "ends_on", "outcomes")

    def __init__(self, *args, instance, person, **kwargs):
        linked = {name: getattr(instance, name).all() for name in ("others", "team")}
        super().__init__(*args, instance=instance, initial=linked, **kwargs)
        self.open_to(person)
        self.fields["team"].queryset = Organisation.objects.visible_to(person)


class StopForm(HouseForm):
    reason = forms.CharField(
        label=gettext_lazy("Pourquoi cet accompagnement s’arrête-t-il ?"), max_length=300,
        help_text=gettext_lazy("La phrase reste dans l’histoire du territoire."),
    )  # fmt: skip


class ConfirmForm(VersionedForm):
    how = forms.CharField(
        label=gettext_lazy("Qui a répondu pour le territoire, et comment"), max_length=300, required=False,
        help_text=gettext_lazy("À dire si vous n’êtes pas de l’organisation qui le porte."),
    )  # fmt: skip
