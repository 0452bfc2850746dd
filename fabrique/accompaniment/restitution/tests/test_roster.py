"""What the team writes of names, as the guard reads it; and the same words known from one version to the next."""

import pytest

from fabrique.accompaniment.restitution import actions, checks
from fabrique.accompaniment.restitution.canonical import compose
from fabrique.accompaniment.restitution.checks import document_of, entry_of, publishable, roster_of
from fabrique.accompaniment.restitution.drafts import open_desk
from fabrique.accompaniment.restitution.guard import Kind
from fabrique.accompaniment.restitution.tests.listened import make_interview, make_room, written

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("La Poste : à publier", "La Poste"),
        ("La Poste: A PUBLIER", "La Poste"),
        ("La Poste : un service", ""),
        ("La Poste", ""),
    ],
)
def test_name_that_may_be_published(line, name):
    assert publishable(line) == name


def test_line_of_the_list_is_a_person_or_a_post():
    assert entry_of("Hélène Carrasco").kind == Kind.PERSON
    assert entry_of("directrice du marché : une responsable").instead == "une responsable"


def test_published_names_are_no_longer_asked_about(monkeypatch):
    room = written(make_room())
    desk = open_desk(room.vault, room.diagnostic)
    monkeypatch.setattr(desk, "part", lambda name: type("Part", (), {"text": "Énergiva : à publier\nHélène Carrasco"}))
    roster = roster_of(desk)

    assert "Énergiva" in roster.public
    assert "Énergiva" not in [entry.name for entry in roster.entries]
    assert "Hélène Carrasco" in [entry.name for entry in roster.entries]


def test_quotations_keep_their_key_when_chance_moves_their_labels():
    room = written(make_room())
    desk = open_desk(room.vault, room.diagnostic)
    keys = [
        {(v.key, v.text) for v in document_of(*compose(desk, number), room.diagnostic).verbatims} for number in (1, 2)
    ]

    assert keys[0] == keys[1]
    assert len(keys[0]) == 7
    assert checks.LIMITS == "limits"


def test_somebody_met_twice_is_one_voice():
    """A third of the voices of a finding, in two interviews, is not a fourth one."""
    room = make_room()
    extracts = [make_interview(room.space, room.diagnostic, room.author, n, contact="contact0") for n in (10, 11)]
    by = {"diagnostic": room.diagnostic, "vault": room.vault, "by": room.author}
    codes = (room.extracts[0], *extracts)
    actions.write_finding(**by, group="assets", theme="Le temps", text="Le temps manque.", extracts=codes)
    desk = open_desk(room.vault, room.diagnostic)
    content, sources = compose(desk, 1)

    assert (len(desk.heard), content["met"], len(sources["c1"]["voices"])) == (12, 10, 1)
    assert "Moins de trois personnes le disent." in [
        one.refusal.why for one in checks.objections(desk, content, sources)
    ]
