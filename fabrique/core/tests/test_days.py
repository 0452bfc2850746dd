import pytest
from django import forms

from fabrique.core.forms import DaysField


class Time(forms.Form):
    time = DaysField(label="Temps")


@pytest.mark.parametrize(("typed", "quarters"), [("", None), ("0", 0), ("8", 32), ("1,25", 5), ("0.5", 2)])
def test_days_are_given_back_in_quarters(typed, quarters):
    form = Time({"time": typed})

    assert (form.is_valid(), form.cleaned_data["time"]) == (True, quarters)


@pytest.mark.parametrize(("typed", "sentence"), [
    ("0,3", "quarts de jour"), ("-1", "supérieure ou égale à 0"), ("1001", "inférieure ou égale à 1000"), ("deux", "nombre")])  # fmt: skip
def test_what_is_no_quarter_is_told_and_stays_as_typed(typed, sentence):
    form = Time({"time": typed})

    assert sentence in str(form.errors["time"])
    assert f'value="{typed}"' in str(form["time"])


def test_stored_quarters_are_shown_in_days():
    assert 'value="2.5"' in str(Time(initial={"time": 10})["time"])
