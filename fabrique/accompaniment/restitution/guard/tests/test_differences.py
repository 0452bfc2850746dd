"""Rule 7: what two readings say together."""

from dataclasses import replace

from fabrique.accompaniment.restitution.guard import Earlier, Voice
from fabrique.accompaniment.restitution.guard.tests.cases import HOLDING, VOICES, document, finding, quotation, rules

ORDER = [5, 1, 8, 3, 6, 2, 7, 0, 4, 9, 11, 14, 10, 13]
NINE = ("voice-00", "voice-01", "voice-02", "voice-03", "voice-04", "voice-05", "voice-06", "voice-07", "voice-08")


def quoted(voices, **more):
    return document((finding(verbatims=tuple(
        quotation("Le temps manque.", f"voice-{voice:02}", f"v{voice}", section=str(n), **more) for n, voice in enumerate(voices)
    )),))  # fmt: skip


def against(now, before, voices=VOICES, then=VOICES):
    return rules(now, voices, earlier=[Earlier(before, then)])


def test_nothing_changed_says_nothing():
    assert against(quoted(ORDER), quoted(ORDER)) == []


def test_quotations_of_one_person_do_not_leave_alone():
    assert against(quoted(ORDER[2:]), quoted(ORDER)) == ["difference"]
    assert against(quoted(ORDER[3:]), quoted(ORDER)) == []


def test_quotations_of_one_person_do_not_come_alone():
    assert against(quoted(ORDER), quoted(ORDER[1:])) == ["difference"]
    assert against(quoted(ORDER), quoted(ORDER[3:])) == []


def test_finding_does_not_change_its_words_for_one_voice():
    before = document((finding("Les liens manquent."),))
    fewer = document((finding("Les liens se font rares.", voices=HOLDING[:-1]),))
    same_words = document((finding("Les liens manquent.", voices=HOLDING[:-1]),))
    many = document((finding("Les liens se font rares.", voices=(*HOLDING[:3], *NINE[7:], "voice-09")),))

    assert against(fewer, before) == ["difference"]
    assert against(same_words, before) == []
    assert against(many, before) == []


def test_finding_is_recognised_by_its_words_when_its_code_changed():
    before = document((finding("Les liens manquent.", category_shown="elected", code="old"),))
    now = document((finding("Les liens manquent.", voices=HOLDING[:-1]),))

    assert "difference" in against(now, before)


def test_findings_that_leave_do_not_rest_on_one_person():
    kept = finding("Les liens manquent.")
    alone = finding("Le temps manque.", code="other", voices=(*HOLDING[:3], "voice-15"))
    many = finding("Le temps manque.", code="other", voices=("voice-15", "voice-16", "voice-17"))

    assert against(document((kept,)), document((kept, alone))) == ["difference"]
    assert against(document((kept, alone)), document((kept,))) == ["difference"]
    assert against(document((kept,)), document((kept, many))) == []


def test_two_labels_of_one_quotation_meet_over_five_people():
    voices = tuple(replace(voice, category="state") if voice.interview in NINE[:4] else voice for voice in VOICES)
    now, before = quoted(ORDER, category_shown="public"), quoted(ORDER, category_shown="state")

    assert against(now, before, voices, voices) == ["difference"]
    assert against(quoted(ORDER), quoted(ORDER)) == []


def test_totals_do_not_tell_that_one_left():
    then = (*VOICES, Voice("gone", "elected", gender="f", day="2026-03-02"))
    before = document((finding("21 personnes ont été entendues."),))

    assert against(document((finding("20 personnes ont été entendues."),)), before, VOICES, then) == ["difference"]
    assert against(document((finding("Une vingtaine de personnes a été entendue."),)), before, VOICES, then) == []
    assert against(document((finding("20 personnes ont été entendues."),)), document((finding(),)), VOICES, then) == []


def test_views_of_categories_leave_nobody_alone():
    whole = document((finding("Les liens manquent.", voices=NINE),))
    view = document((finding("Les liens manquent.", voices=NINE[:7], category_shown="elected"),))
    narrow = document((finding("Les liens manquent.", voices=NINE[:6], category_shown="elected"),))

    assert against(whole, view) == ["difference"]
    assert against(whole, narrow) == []


def test_same_thing_is_known_by_its_key_when_labels_moved():
    before = document((finding(key="row-s", verbatims=tuple(
        replace(v, code=f"old-{n}", key=v.code, text="Le temps nous manque.") for n, v in enumerate(quoted(ORDER).verbatims)
    )),))  # fmt: skip
    now = document((finding(code="new", key="row-s", verbatims=quoted(ORDER).statements[0].verbatims),))

    assert against(now, before) == []


def test_two_labels_that_meet_over_five_people_are_let_pass():
    assert against(quoted(ORDER), quoted(ORDER, category_shown="public")) == []
