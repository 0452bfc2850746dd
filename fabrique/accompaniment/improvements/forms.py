from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.evaluation.models import Limit
from fabrique.core.forms import HouseForm, pick, prose

LONGEST = 5000


class DecideForm(HouseForm):
    limit = pick(gettext_lazy("La limite qui a été dite"), Limit.objects.none())
    title = forms.CharField(label=gettext_lazy("Ce que l’on va changer"), max_length=200)

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["limit"].queryset = Limit.objects.filter(participation__cohort=cohort).in_reading_order()


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
