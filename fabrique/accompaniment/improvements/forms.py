from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.evaluation.models import Limit
from fabrique.core.forms import HouseForm, pick, prose

LONGEST = 5000


class DecideForm(HouseForm):
    """Of one theme, or of one point of the report: `theme` and `point` come from the address."""

    title = forms.CharField(label=gettext_lazy("Ce que l’on va changer"), max_length=200)
    limits = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Les limites auxquelles cela répond"), queryset=Limit.objects.none(), to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, limits, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["limits"].queryset = limits
        self.initial.setdefault("limits", [limit.code for limit in limits])
        if not limits:
            del self.fields["limits"]


class ApplyForm(HouseForm):
    applied_in = pick(gettext_lazy("Dans quelle cohorte"), Cohort.objects.none())
    how = prose(gettext_lazy("Comment"), rows=4, required=True, max_length=LONGEST)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        mine = [
            cohort.pk for cohort in Cohort.objects.visible_to(person).detailed() if edit_cohort.allows(person, cohort)
        ]
        self.fields["applied_in"].queryset = Cohort.objects.filter(pk__in=mine)


class DropForm(HouseForm):
    dropped_because = forms.CharField(label=gettext_lazy("Pourquoi"), max_length=300)


class CheckForm(HouseForm):
    seen = prose(gettext_lazy("Ce que vous avez constaté"), rows=4, required=True, max_length=LONGEST)
