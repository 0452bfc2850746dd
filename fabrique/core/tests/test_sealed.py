"""What the database holds of private words: nothing that can be read."""

import json

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, transaction

from fabrique.accompaniment.support import actions
from fabrique.accompaniment.support.models import Alert, Answer, Question, Slot
from fabrique.core import sealed, selfcheck
from fabrique.core.backup import rows
from fabrique.ground.messages.models import Notice
from tests.world import make_lead, make_participation, make_referent

pytestmark = pytest.mark.django_db
WORDS = "canari : le maire crie « assez »"
OLD, NEW = "an-old-key-of-the-server-for-tests-only", "a-new-key-of-the-server-for-tests-only"


def whole_database() -> str:
    """Every cell of every table, as the engine gives it without us; on SQLite, its bytes."""
    if connection.vendor == "sqlite":
        return connection.connection.serialize().decode("utf-8", "replace")
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")  # noqa: S608  our own tables
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


@pytest.fixture
def question():
    place = make_participation()
    author = make_referent(place)
    question = Question.objects.create(
        participation=place, addressed_to="ally", title=WORDS, text=WORDS, asked_by=author, answer_by="2026-03-05"
    )
    Answer.objects.create(question=question, text=WORDS, written_by=author)
    Alert.objects.create(cohort=place.cohort, ear="lead", text=WORDS, wish=WORDS, outcome=WORDS, state="closed")
    Slot.objects.create(cohort=place.cohort, starts_at="2026-12-01T10:00Z", place="Mairie", offered_by=author,
                        booked_by=make_referent(place), booked_at="2026-11-01T10:00Z", subject=WORDS, state="booked")  # fmt: skip
    return question


def test_raw_database_does_not_hold_the_words(question):
    """Positive control: a place left in clear is found by the same search."""
    held = whole_database()

    assert "canari" not in held
    assert "le maire crie" not in held
    assert "Mairie" in held
    question.refresh_from_db()
    assert (question.title, question.text, question.answers.get().text) == (WORDS, WORDS, WORDS)


def test_same_words_are_never_sealed_alike_and_open_in_their_column_only(question):
    stored = [text for field in sealed.sealed_fields() for _pk, text in sealed.stored_rows(field)]

    assert len(set(stored)) == len(stored) == 7
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(sealed.seal(WORDS, "support.question.text"), "support.answer.text")
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(WORDS, "support.question.text")


def test_answer_told_by_mail_lies_sealed_too(question):
    """The letter that tells the author repeats what was asked and answered: it waits sealed."""
    lead = make_lead(question.participation.cohort)
    Question.objects.update(addressed_to="association")
    question.refresh_from_db()
    actions.write(question=question, text=WORDS, by=lead)

    assert WORDS in Notice.objects.get().text
    assert "canari" not in whole_database()


def test_changed_byte_is_refused():
    stored = sealed.seal(WORDS, "x")
    broken = stored[:-6] + ("A" if stored[-6] != "A" else "B") + stored[-5:]

    with pytest.raises(sealed.Unreadable):
        sealed.unseal(broken, "x")


def test_backup_carries_sealed_words_and_gives_them_back(question):
    line = next(rows.lines(Question, "default"))
    Answer.objects.all().delete()
    Question.objects.all().delete()

    rows.object_of(Question, line).save(force_insert=True)

    assert "canari" not in json.dumps(json.loads(line))
    assert Question.objects.get().text == WORDS


def test_database_answers_only_whether_a_sealed_text_is_empty(question):
    assert list(Question.objects.filter(text="")) == []
    assert list(Question.objects.exclude(text="")) == [question]
    for lookup in ({"text": WORDS}, {"text__contains": "a"}, {"text__in": [WORDS]}, {"text__iexact": "a"}):
        with pytest.raises(FieldError):
            Question.objects.filter(**lookup).exists()


def test_constraint_still_asks_for_words(question):
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.update(outcome="")


def test_key_is_changed_without_losing_a_word(question, settings):
    settings.SERVER_KEYS = [NEW, *settings.SERVER_KEYS]
    assert sealed.unreadable() == []
    assert sealed.reseal() == 7
    assert sealed.reseal() == 0
    settings.SERVER_KEYS = [NEW]

    question.refresh_from_db()
    assert question.text == WORDS
    assert [finding.level for finding in selfcheck.sealed_words()] == ["ok"]


def test_lost_key_is_said_and_nothing_is_guessed(question, settings):
    settings.SERVER_KEYS = [OLD]

    assert len(sealed.unreadable()) == 7
    assert [finding.level for finding in selfcheck.sealed_words()] == ["failing"]
    with pytest.raises(sealed.Unreadable):
        Question.objects.get()
