from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.blueprints import BLUEPRINTS
from fabrique.accompaniment.cohorts.enums import CohortScope, PartnerRole
from fabrique.accompaniment.devices.models import Device
from fabrique.core.forms import DaysField, HouseForm, VersionedForm, day, pick, prose
from fabrique.core.text import fold
from fabrique.ground.agenda.enums import Clock
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.territories.models import Territory


def in_order(data, first: str, last: str, sentence: str) -> None:
    if data.get(first) and data.get(last) and data[last] < data[first]:
        raise forms.ValidationError({last: sentence})


class OpenCohortForm(HouseForm):
    blueprint = forms.ChoiceField(
        label=gettext_lazy("Point de départ"),
        choices=[(key, blueprint.name) for key, blueprint in BLUEPRINTS.items()],
        widget=forms.HiddenInput,
    )
    name = forms.CharField(
        label=gettext_lazy("Nom de la cohorte"),
        max_length=160,
        help_text=gettext_lazy("Comme vous la nommerez devant les territoires."),
    )
    season = forms.CharField(
        label=gettext_lazy("Années"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Par exemple : 2026-2027."),
    )
    device = pick(gettext_lazy("Dispositif"), Device.objects.none(), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["device"].queryset = Device.objects.filter(current=True)

    def clean_name(self):
        if not slugify(fold(self.cleaned_data["name"])):
            raise forms.ValidationError(_("Donnez un nom qui se prononce : des lettres, au moins une."))
        return self.cleaned_data["name"]


def count(label, **options):
    return forms.IntegerField(label=label, **({"required": False, "min_value": 1, "max_value": 500} | options))


class CohortForm(VersionedForm):
    name = forms.CharField(label=gettext_lazy("Nom"), max_length=160)
    summary = prose(gettext_lazy("La cohorte en deux phrases"), rows=3)
    presentation = prose(gettext_lazy("D’où elle part"), rows=6)
    reach = forms.ChoiceField(label=gettext_lazy("Portée"), choices=CohortScope)
    clock = forms.ChoiceField(
        label=gettext_lazy("Les heures de ses séances"), choices=Clock, required=False,
        help_text=gettext_lazy("Une séance déjà annoncée prend la nouvelle heure quand on l’enregistre de nouveau."),
    )  # fmt: skip
    season = forms.CharField(label=gettext_lazy("Années"), max_length=40, required=False)
    starts_on = day(gettext_lazy("Premier jour"))
    ends_on = day(gettext_lazy("Dernier jour"))
    objectives = prose(gettext_lazy("Objectifs"), rows=5, help_text=gettext_lazy("Un par ligne."))
    prerequisites = prose(gettext_lazy("Ce qu’il faut pour entrer"), rows=3, help_text=gettext_lazy("Un par ligne."))
    interviews_target = count(gettext_lazy("Entretiens visés par territoire"))
    support_quarter_days = DaysField(label=gettext_lazy("Appui par territoire, en jours"), max_value=120)
    delegation_seats = count(gettext_lazy("Sièges d’une délégation"), max_value=50)

    def clean_clock(self):
        return self.cleaned_data["clock"] or Clock.PARIS

    def clean(self):
        in_order(
            self.cleaned_data, "starts_on", "ends_on", _("La cohorte finit avant de commencer : reprenez les dates.")
        )


class AddPartnerForm(HouseForm):
    organisation = pick(gettext_lazy("Organisation"), Organisation.objects.none())
    role = forms.ChoiceField(label=gettext_lazy("Rôle"), choices=PartnerRole)
    what = forms.CharField(
        label=gettext_lazy("Ce qu’elle fait ici"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("En une phrase, pour que chacun sache qui fait quoi."),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.visible_to(person)


class PartnerForm(VersionedForm):
    role = forms.ChoiceField(label=gettext_lazy("Rôle"), choices=PartnerRole)
    what = forms.CharField(label=gettext_lazy("Ce qu’elle fait ici"), max_length=300, required=False)


class FieldsOfPhase(forms.Form):
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=160)
    question = forms.CharField(label=gettext_lazy("La question d’où part ce temps"), max_length=200, required=False)
    summary = prose(gettext_lazy("Ce qu’on y fait"), rows=3)
    starts_on = day(gettext_lazy("Premier jour"))
    ends_on = day(gettext_lazy("Dernier jour"))

    def clean(self):
        in_order(
            self.cleaned_data, "starts_on", "ends_on", _("Ce temps finit avant de commencer : reprenez les dates.")
        )


class AddPhaseForm(FieldsOfPhase, HouseForm):
    because = forms.CharField(
        label=gettext_lazy("D’où vient-il ?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("À dire si le parcours a déjà commencé : qui l’a demandé, pourquoi."),
    )


class PhaseForm(FieldsOfPhase, VersionedForm):
    pass


class JoinForm(HouseForm):
    territory = pick(gettext_lazy("Territoire"), Territory.objects.none())
    joined_on = day(gettext_lazy("Entré le"))

    def __init__(self, *args, person, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        present = cohort.participations.current().values("territory")
        self.fields["territory"].queryset = Territory.objects.visible_to(person).exclude(pk__in=present)


class LeaveForm(HouseForm):
    reason = forms.CharField(
        label=gettext_lazy("Pourquoi ce territoire s’en va-t-il ?"),
        max_length=300,
        help_text=gettext_lazy("La phrase reste dans l’histoire de la cohorte."),
    )
    left_on = day(gettext_lazy("Parti le"))


class FieldsOfAmbition(forms.Form):
    label = forms.CharField(label=gettext_lazy("Ce qu’on compte"), max_length=160)
    intended = forms.CharField(label=gettext_lazy("Espéré"), max_length=120)
    achieved = forms.CharField(label=gettext_lazy("Obtenu"), max_length=120, required=False)
    comment = prose(gettext_lazy("Ce qu’il faut en comprendre"), rows=3)


class AddAmbitionForm(FieldsOfAmbition, HouseForm):
    pass


class AmbitionForm(FieldsOfAmbition, VersionedForm):
    pass


class AnswerLeverForm(HouseForm):
    text = forms.CharField(label=gettext_lazy("En une phrase"), max_length=300, required=False)
    left_aside = forms.BooleanField(
        label=gettext_lazy("Laissée de côté"), required=False,
        help_text=gettext_lazy("La phrase dit alors pourquoi."),
    )  # fmt: skip


class DeclareLoadForm(HouseForm):
    organisation = pick(gettext_lazy("Organisation partenaire"), Organisation.objects.none())
    period = forms.CharField(
        label=gettext_lazy("Période"), max_length=60, help_text=gettext_lazy("Par exemple : printemps 2027.")
    )
    paid_quarter_days = DaysField(label=gettext_lazy("Temps payé, en jours"))
    unpaid_quarter_days = DaysField(label=gettext_lazy("Temps que personne ne compte, en jours"))
    note = forms.CharField(label=gettext_lazy("Ce qu’il faut en comprendre"), max_length=300, required=False)

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        found = Organisation.objects.filter(partnerships__cohort=cohort)
        self.fields["organisation"].queryset = found.order_by("folded", "pk").distinct()

    def clean(self):
        found = super().clean() or self.cleaned_data
        return found | {name: found.get(name) or 0 for name in ("paid_quarter_days", "unpaid_quarter_days")}


class AddNewsletterForm(HouseForm):
    title = forms.CharField(
        label=gettext_lazy("De quoi parlera-t-elle"), max_length=160,
        help_text=gettext_lazy("Ce sera l’objet du courrier : dites la nouvelle, pas « Infolettre n° 4 »."),
    )  # fmt: skip
