"""Rule 6: grammar that points at one of few."""

import pytest

from fabrique.accompaniment.restitution.guard import Roster, Voice, check
from fabrique.accompaniment.restitution.guard.genders import feminine, masculine
from fabrique.accompaniment.restitution.guard.tests.cases import VOICES, quoting, refused, stating

# five women among the elected, none among the agents; five men in both
FEW = tuple(
    Voice(v.interview, v.category, gender="m" if v.category == "agent" else v.gender, day=v.day) for v in VOICES
)
AGENT, ELECTED = "voice-03", "voice-08"
UNKNOWN = tuple(Voice(v.interview, v.category, day=v.day) for v in VOICES)


def genders(text, voice=AGENT, voices=FEW):
    return [quote for rule, quote in refused(quoting(text, voice=voice), voices) if rule == "gender"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Je suis arrivée ici par choix.", ["Je suis arrivée"]),
        ("Je suis vraiment très contente.", ["Je suis vraiment très contente"]),
        ("J’ai été prise de court.", ["J’ai été prise"]),
        ("Je me sens seule.", ["Je me sens seule"]),
        ("En tant que directrice, je décide.", ["directrice", "En tant que directrice"]),
        ("La responsable du service doute.", ["La responsable"]),
        ("Mon mari est d’ici.", ["Mon mari"]),
        ("Je suis arrivé ici par choix.", []),
        ("Je suis en colère.", []),
        ("Je suis responsable de tout.", []),
        ("Les femmes du marché parlent.", []),
        ("La direction doute.", []),
    ],
)
def test_feminine_of_a_category_of_men(text, expected):
    assert genders(text) == expected


def test_five_women_may_speak_as_women():
    assert genders("Je suis arrivée ici par choix.", ELECTED) == []
    assert genders("Une conseillère décide.", ELECTED) == []


def test_masculine_of_few_men_is_refused_too():
    assert genders("Je suis arrivé ici par choix.", AGENT, UNKNOWN) == ["Je suis arrivé"]
    assert genders("Moi, conseiller, je doute.", AGENT, UNKNOWN) == ["Moi, conseiller"]


def test_finding_names_no_function_in_the_feminine():
    few = [voice for voice in VOICES if voice.gender == "m" or voice.category == "agent"][:14]
    few = [Voice(v.interview, v.category, gender="m", day=v.day) for v in few]
    quotes = [r.quote for r in check(stating("Une conseillère freine."), few, Roster()) if r.rule == "gender"]

    assert quotes == ["Une conseillère"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Demandez à la directrice.", "Demandez à un membre de la direction."),
        ("Une élue doute.", "une personne élue doute."),
        ("Adjointe depuis dix ans.", "membre de l’exécutif depuis dix ans."),
    ],
)
def test_neutral_words_are_proposed(text, expected):
    refusal = next(r for r in check(quoting(text, voice=AGENT), FEW, Roster()) if r.rule == "gender")

    assert refusal.mended(text) == expected


def test_turns_of_gender():
    assert [masculine(word) for word in ("arrivée", "heureuse", "active", "directrice", "calme", "en")] == ["arrivé", "heureux", "actif", "directeur", "", ""]  # fmt: skip
    assert [feminine(word) for word in ("arrivé", "heureux", "content", "calme")] == ["arrivée", "heureuse", "contente", ""]  # fmt: skip


def test_withdrawn_speaker_has_no_mates():
    assert genders("Je suis arrivée.", "withdrawn") == ["Je suis arrivée"]
