from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.devices.enums import DeviceKind
from fabrique.core.forms import HouseForm
from fabrique.roof.home.places import Place, years_of


class PlaceFilter(HouseForm):
    """Choices are what the map holds: a filter never leads to an empty page by itself. A wrong value filters nothing."""

    dispositif = forms.ChoiceField(label=_("Façon d’être accompagné"), required=False)
    cohorte = forms.ChoiceField(label=_("Cohorte"), required=False)
    annee = forms.ChoiceField(label=_("Année"), required=False)

    def __init__(self, data, *, places: Iterable[Place], counted: Iterable[Cohort]):
        super().__init__(data)
        ways = [way for place in places for way in place.ways]
        kinds = {way.kind for way in ways}
        cohorts = {way.cohort.code: way.cohort.name for way in ways if way.cohort} | {
            cohort.code: cohort.name for cohort in counted
        }
        years = {year for way in ways for year in way.years} | {year for cohort in counted for year in years_in(cohort)}
        self.fields["dispositif"].choices = [
            ("", _("toutes")), *((kind.value, kind.label) for kind in DeviceKind if kind in kinds)]  # fmt: skip
        self.fields["cohorte"].choices = [("", _("toutes")), *sorted(cohorts.items(), key=lambda pair: pair[1])]
        self.fields["annee"].choices = [("", _("toutes")), *((year, year) for year in sorted(years, reverse=True))]
        self.is_valid()

    def asked(self, name: str) -> str:
        return self.cleaned_data.get(name, "")

    @property
    def narrowed(self) -> bool:
        return any(self.asked(name) for name in self.fields)

    def keep(self, places: Iterable[Place]) -> list[Place]:
        """One and the same way must answer all that is asked."""
        kind, cohort, year = self.asked("dispositif"), self.asked("cohorte"), self.asked("annee")
        return [
            place
            for place in places
            if any(
                (not kind or way.kind == kind)
                and (not cohort or (way.cohort and way.cohort.code == cohort))
                and (not year or int(year) in way.years)
                for way in place.ways
            )
        ]

    def keep_counted(self, cohorts: Iterable[Cohort]) -> list[Cohort]:
        kind, code, year = self.asked("dispositif"), self.asked("cohorte"), self.asked("annee")
        return [
            cohort
            for cohort in cohorts
            if kind in ("", DeviceKind.COHORT)
            and code in ("", cohort.code)
            and (not year or int(year) in years_in(cohort))
        ]


def years_in(cohort: Cohort) -> tuple[int, ...]:
    return years_of(cohort.starts_on, cohort.ends_on, cohort.season or cohort.period)
