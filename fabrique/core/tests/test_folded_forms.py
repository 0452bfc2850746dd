"""What can wait is folded, and shows itself as soon as something is written in it or to be mended."""

import pytest
from django import forms
from lxml import html

from fabrique.core.forms import HouseForm


class AddThingForm(HouseForm):
    folded = ("since", "why")
    name = forms.CharField(label="Nom")
    since = forms.IntegerField(label="Depuis", required=False)
    why = forms.CharField(label="Pourquoi", required=False)


def drawn(**data):
    return html.fragment_fromstring(str(AddThingForm(data or None)), create_parent=True)


def names(page, path):
    return page.xpath(f"{path}//input/@name")


def test_every_field_is_drawn_once():
    page = drawn()

    assert names(page, ".") == ["name", "since", "why"]
    assert names(page, ".//details") == ["since", "why"]


@pytest.mark.parametrize(
    ("data", "opened"),
    [({"name": "A"}, False), ({"why": "B"}, True), ({"name": "A", "since": "hier"}, True)],
)
def test_fold_opens_on_what_is_written_or_wrong(data, opened):
    page = drawn(**data)

    assert bool(page.xpath(".//details[@open]")) == opened


def test_summary_leads_to_a_wrong_field_that_was_folded():
    page = drawn(name="A", since="hier")

    assert page.xpath(".//*[@role='alert']//a/@href") == ["#id_since"]
