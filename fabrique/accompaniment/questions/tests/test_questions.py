import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.questions import actions, permissions
from fabrique.accompaniment.questions.inbox import agreements
from fabrique.accompaniment.questions.models import Agreement, Answer, Question, Sheet
from fabrique.core.inbox import acts_of
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.ground.messages.due import questions as due_questions
from fabrique.ground.messages.models import Notice
from fabrique.ground.people import privacy
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant
from tests.world import make_cohort, make_participation, make_person, make_seat

pytestmark = pytest.mark.django_db
CANARY = "canari : personne ne nous rappelle"
STRIPE = "Rien de ce que montre cette page n’a existé"
WORDS = "canari : un coup de fil chaque lundi"


def peer(category="agent", place=None):
    """Somebody who holds a seat of the category in a delegation of their own cohort."""
    place = place or make_participation()
    person = make_person(Role.DELEGATION_MEMBER, place.scope)
    make_seat(place, category, person=person, name="")
    return person


@pytest.fixture
def asker():
    return peer()


@pytest.fixture
def other():
    return peer()


def asked(by, **fields):
    return actions.ask(**{"category": "agent", "subject": CANARY, "by": by} | fields)


def sheet_of(asker, *people, subject="Comment relancer ?"):
    """A closed question, an answer of each, and the sheet that asks them."""
    question = asked(asker, subject=subject)
    answers = [actions.answer(question=question, text=f"{WORDS} {n}", by=one) for n, one in enumerate(people)]
    question = actions.close(question=question, kept="Relancer à deux", by=asker, seen=1)
    return actions.prepare_sheet(question=question, title="Relancer", answers=[one.code for one in answers], by=asker)


def agree(sheet, person, says="yes"):
    actions.say_agreement(agreement=Agreement.objects.visible_to(person).get(sheet=sheet), says=says, by=person)


def published(asker, *people):
    sheet = sheet_of(asker, *people)
    for person in people:
        agree(sheet, person)
    return actions.publish_sheet(sheet=sheet, by=asker)


def test_question_goes_to_its_category_in_every_cohort_and_to_nobody_else(sign_in, asker, other):
    """Seen red with `visible_to` giving every question."""
    question = asked(asker)
    place = other_place = Seat.objects.get(person=asker).participation
    lead = make_person(Role.COHORT_LEAD, place.cohort.scope)
    outside = [peer("elected", other_place), lead, make_person(Role.ASSOCIATION_EMPLOYEE), make_person(Role.PLATFORM_ADMINISTRATOR)]  # fmt: skip

    assert CANARY in sign_in(other).get("/mes-pairs/questions/").text
    assert CANARY in sign_in(other).get(question.get_absolute_url()).text
    for person in outside:
        client = sign_in(person)
        assert CANARY not in client.get("/mes-pairs/questions/").text
        assert client.get(question.get_absolute_url()).status_code == 404


def test_whoever_left_reads_nothing_any_more(asker, other):
    question = asked(asker)
    RoleGrant.objects.filter(person=other).delete()
    other.forget_grants()

    assert not Question.objects.visible_to(other).exists()
    assert not permissions.read.allows(other, question)


def test_name_shows_only_when_signed(sign_in, asker, other):
    """Seen red with the name of every author."""
    hidden, signed = asked(asker), asked(asker, signed=True)
    actions.answer(question=hidden, text="Oui", by=other)
    actions.answer(question=signed, text="Oui", by=other, signed=True)
    reader = sign_in(peer())

    page = reader.get(hidden.get_absolute_url()).text
    assert asker.name not in page
    assert other.name not in page
    page = reader.get(signed.get_absolute_url()).text
    assert asker.name in page
    assert other.name in page


def test_words_and_authors_are_sealed_and_the_journal_says_nothing(asker, other):
    question = asked(asker)
    actions.answer(question=question, text=WORDS, by=other)

    with connection.cursor() as cursor:
        for table in ("questions_question", "questions_answer"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  the two names stand above
            stored = str(cursor.fetchall())
            assert "sealed-1" in stored
            assert not [word for word in (CANARY, WORDS, asker.code, other.code) if word in stored]
    assert not AuditEntry.objects.filter(kind__startswith="questions").exists()


def test_asker_is_told_without_a_word(asker, other):
    question = asked(asker)
    actions.answer(question=question, text=WORDS, by=other)

    notice = Notice.objects.get(person=asker)
    assert (notice.subject, notice.url) == ("Vos questions entre pairs", question.get_absolute_url())
    assert WORDS not in notice.text


def test_asker_alone_says_what_helped(sign_in, asker, other):
    question = asked(asker)
    answer = actions.answer(question=question, text=WORDS, by=other)

    actions.say_helped(answer=answer, helped=True, by=asker)

    assert Answer.objects.get().helped
    assert "a aidé la personne qui demande" in sign_in(other).get(question.get_absolute_url()).text
    with pytest.raises(Denied):
        actions.say_helped(answer=answer, helped=False, by=other)


def test_closed_with_what_was_kept(asker, other):
    question = asked(asker)
    with pytest.raises(Denied, match="Dites ce que vous gardez"):
        actions.close(question=Question.objects.get(), kept=" ", by=asker, seen=1)
    question = actions.close(question=question, kept="Relancer", by=asker, seen=1)

    assert (question.state, question.kept) == ("closed", "Relancer")
    for act in (
        lambda: actions.answer(question=question, text="trop tard", by=other),
        lambda: actions.close(question=question, kept="x", by=asker, seen=2),
        lambda: actions.reopen(question=question, by=other),
        lambda: actions.answer(question=actions.reopen(question=question, by=asker), text="à moi-même", by=asker),
        lambda: actions.prepare_sheet(question=asked(asker), title="x", answers=[], by=asker),
        lambda: asked(asker, category="state"),
        lambda: asked(asker, subject=" "),
    ):
        with pytest.raises(Denied):
            act()


def test_author_finds_on_the_bench_what_is_asked_of_their_words_and_nobody_else_does(sign_in, asker, other):
    """Seen red with every agreement still asked told to everybody."""
    sheet, third = sheet_of(asker, other), peer()
    agreement = Agreement.objects.get()
    address = f"/mes-pairs/accords/{agreement.code}/"
    bench = sign_in(other).get("/etabli/").text
    assert (address in bench, WORDS in bench, CANARY in bench) == (True, False, False)
    assert [acts_of(one, [agreements]) for one in (asker, third, make_person())] == [[], [], []]
    assert [act.url for act in acts_of(other, [agreements])] == [address]
    assert due_questions["sheet-agreement"](other, agreement.code)

    actions.say_agreement(agreement=agreement, says="no", by=other)
    assert (acts_of(other, [agreements]), due_questions["sheet-agreement"](other, agreement.code)) == ([], False)
    Agreement.objects.update(says="asked")
    actions.withdraw_sheet(sheet=sheet, by=asker)
    assert acts_of(other, [agreements]) == []


@pytest.mark.parametrize("many", [1, 4])
def test_agreements_to_give_cost_the_same(asker, other, django_assert_num_queries, many):
    for _number in range(many):
        sheet_of(asker, other)
    with django_assert_num_queries(2):
        assert len(acts_of(other, [agreements])) == many


def test_sheet_holds_the_words_of_those_who_agree_alone(sign_in, asker, other):
    """One refuses, one has not answered."""
    refuses, silent, reader = peer(), peer(), make_person(Role.ALLY_PERSON)
    sheet = sheet_of(asker, other, refuses, silent)
    with pytest.raises(Denied, match="Personne n’a encore donné"):
        actions.publish_sheet(sheet=sheet, by=asker)
    agree(sheet, other)
    agree(sheet, refuses, "no")
    assert sign_in(reader).get(sheet.get_absolute_url()).status_code == 404

    actions.publish_sheet(sheet=sheet, by=asker)

    page = sign_in(reader).get(sheet.get_absolute_url()).text
    assert [f"{WORDS} {n}" in page for n in range(3)] == [True, False, False]
    assert "Relancer à deux" in page
    assert not [one for one in (asker, other) if one.name in page]
    assert {one.subject for one in Notice.objects.filter(person=silent)} == {"Vos questions entre pairs"}


@pytest.mark.parametrize("gone", ["changed mind", "answer", "question", "erased", "sheet"])
def test_what_is_taken_back_leaves_the_shelf(sign_in, asker, other, gone):
    sheet = published(asker, other)
    reader = make_person(Role.ALLY_PERSON)
    client = sign_in(reader)
    assert WORDS in client.get(sheet.get_absolute_url()).text
    assert "Relancer" in client.get("/fiches-reponses/?q=coup+de+fil").text

    if gone == "changed mind":
        agree(sheet, other, "no")
    elif gone == "answer":
        actions.remove_answer(answer=Answer.objects.get(), by=other)
    elif gone == "question":
        actions.remove_question(question=sheet.question, by=asker)
    elif gone == "sheet":
        actions.withdraw_sheet(sheet=sheet, by=asker)
    else:
        privacy.erase(other)

    assert WORDS not in client.get(sheet.get_absolute_url()).text
    assert "Aucune fiche" in client.get("/fiches-reponses/?q=coup+de+fil").text


def test_words_are_taken_back_by_who_left_the_category(sign_in, asker, other):
    sheet = published(asker, other)
    Seat.objects.filter(person=other).update(left_on="2026-03-02", leaving_reason="parti")
    client = sign_in(other)

    address = f"/mes-pairs/accords/{Agreement.objects.get().code}/"
    assert WORDS in client.get(address).text
    client.post(address, {"says": "no"})
    assert sheet.words == []
    assert sign_in(asker).get(address).status_code == 404


def test_sheet_is_withdrawn_by_who_asked_even_after_they_left(sign_in, asker, other):
    """Seen red: their question and what they kept stayed on the shelf, and the button had gone with their seat."""
    sheet = published(asker, other)
    Seat.objects.filter(person=asker).update(left_on="2026-03-02", leaving_reason="parti")
    client, elsewhere = sign_in(asker), make_person(Role.ALLY_PERSON)
    assert client.get(sheet.question.get_absolute_url()).status_code == 404
    assert "Retirer la fiche" in client.get(sheet.get_absolute_url()).text
    for stranger in (other, elsewhere):
        page = sign_in(stranger)
        assert "Retirer la fiche" not in page.get(sheet.get_absolute_url()).text
        assert page.post(f"{sheet.get_absolute_url()}retirer").status_code == 403
    sign_in(asker).post(f"{sheet.get_absolute_url()}retirer")
    assert sign_in(elsewhere).get(sheet.get_absolute_url()).status_code == 404


def test_shelf_is_searched_by_words_and_category(sign_in, asker, other):
    published(asker, other)
    client = sign_in(make_person(Role.ALLY_PERSON))

    found = {query: "Relancer</a>" in client.get(f"/fiches-reponses/?{query}").text
             for query in ("", "q=LUNDI", "q=mardi", "categorie=agent", "categorie=state", "q=coup+relancer")}  # fmt: skip
    assert found == {"": True, "q=LUNDI": True, "q=mardi": False, "categorie=agent": True, "categorie=state": False, "q=coup+relancer": True}  # fmt: skip


def test_queries_do_not_grow(sign_in, asker, other):
    client, counts = sign_in(other), []
    client.get("/mes-pairs/questions/")
    for size in (1, 3):
        question = [published(asker, other) for _ in range(size)][-1].question
        actions.reopen(question=question, by=asker)
        for _ in range(size):
            actions.answer(question=question, text="signé", by=other, signed=True)
        with CaptureQueriesContext(connection) as queries:
            for page in ("/mes-pairs/questions/", "/fiches-reponses/?q=fil", question.get_absolute_url()):
                assert client.get(page).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_truth_of_the_rules(asker, other):
    question = asked(asker)
    answer = actions.answer(question=question, text="Oui", by=other)
    elected, ally = peer("elected"), make_person(Role.ALLY_PERSON)
    people = [AnonymousUser(), ally, elected, other, asker]

    def truth(rule, *things):
        return [rule.allows(person, *things) for person in people]

    assert truth(permissions.take_part) == [False, False, True, True, True]
    assert truth(permissions.read, question) == [False, False, False, True, True]
    assert truth(permissions.answer, question) == [False, False, False, True, False]
    assert truth(permissions.keep_question, question) == [False, False, False, False, True]
    assert truth(permissions.say_helped, answer) == [False, False, False, False, True]
    assert truth(permissions.keep_answer, answer) == [False, False, False, True, False]
    assert truth(permissions.read_sheets) == [False, True, True, True, True]
    assert truth(permissions.make_sheet, question) == [False] * 5
    sheet = sheet_of(asker, other)
    assert truth(permissions.read_sheet, sheet) == [False, False, False, False, True]
    assert truth(permissions.agree, Agreement.objects.get()) == [False, False, False, True, False]
    assert permissions.publish.reason(asker, sheet) == "Personne n’a encore donné son accord pour ses mots."


def test_number_one_asks_the_elected():
    place = make_participation()
    number_one = make_person(Role.NUMBER_ONE, place.scope)

    assert asked(number_one, category="elected").category == "elected"


def test_screens_from_the_question_to_the_shelf(sign_in, asker, other):
    client = sign_in(asker)
    address = client.post("/mes-pairs/questions/poser", {"category": "agent", "subject": "Qui relance ?"})["Location"]
    assert "subject" in client.post("/mes-pairs/questions/poser", {"category": "agent"}).context["form"].errors
    sign_in(other).post(address, {"text": "Nous, à deux", "signed": "on"})
    code, client = Answer.objects.get().code, sign_in(asker)
    client.post(f"{address}reponses/{code}/aide", {"helped": "yes"})
    client.post(f"{address}clore", {"kept": "À deux", "version": 1})
    client.post(f"{address}fiche", {"title": "Relancer", "answers": [code]})
    sheet, agreement = Sheet.objects.get(), Agreement.objects.get()
    assert "1 personne n’a pas encore dit" in client.get(address).text
    sign_in(other).post(f"/mes-pairs/accords/{agreement.code}/", {"says": "yes"})
    client = sign_in(asker)
    assert client.post(f"{address}fiche/{sheet.code}/publier")["Location"] == sheet.get_absolute_url()
    assert "Nous, à deux" in client.get(sheet.get_absolute_url()).text
    client.post(f"{sheet.get_absolute_url()}retirer")
    client.post(f"{address}rouvrir")
    assert Question.objects.get().state == "open"
    sign_in(other).post(f"{address}reponses/{code}/reprendre")
    assert not Answer.objects.exists()
    sign_in(asker).post(f"{address}reprendre")
    assert not Question.objects.exists()


def test_what_is_asked_from_an_invented_cohort_is_marked_on_every_page(sign_in):
    invented, lived = (make_participation(make_cohort(fictional=fictional)) for fictional in (True, False))
    asker, other, elsewhere = peer(place=invented), peer(place=invented), peer(place=lived)
    sheet = published(asker, other)
    answered = Agreement.objects.visible_to(other).get()
    asked(asker, subject="Ouverte")
    asked(elsewhere, category="agent", subject="Vécue")
    for person, page in (
        (other, sheet.get_absolute_url()), (other, sheet.question.get_absolute_url()), (other, reverse("questions:sheets")),
        (other, reverse("questions:agreement", args=[answered.code])), (asker, reverse("questions:close", args=[Question.objects.get(state="open", fictional=True).code])),
    ):  # fmt: skip
        assert STRIPE in sign_in(person).get(page).text, page
    board = sign_in(other).get(reverse("questions:board")).text
    assert (STRIPE in board, board.count("badge--fiction")) == (False, 2)
    of_elsewhere = Question.objects.get(fictional=False)
    assert STRIPE not in sign_in(other).get(of_elsewhere.get_absolute_url()).text


def test_no_mark_of_a_letter_ties_an_author_to_their_words(asker, other):
    """Seen red: beside the person, in clear, the code of their agreement, which the row of the answer bears."""
    sheet = sheet_of(asker, other)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM letters_notice")
        stored = str(cursor.fetchall())
    assert Notice.objects.filter(person=other, due__startswith="sheet-agreement").exists()
    things = (sheet, sheet.question, *Answer.objects.all(), *Agreement.objects.all())
    assert not [thing for thing in things if thing.code in stored]
    assert {one.subject for one in Notice.objects.filter(person__in=[asker, other])} == {"Vos questions entre pairs"}
    assert due_questions["sheet-agreement"](other, "")
    agree(sheet, other, "no")
    assert not due_questions["sheet-agreement"](other, "")


def test_refusals_in_the_journal_name_no_author(sign_in, asker, other):
    """Seen red: pressed twice, « publish » wrote there who asked, with the code of the question and a reason that nobody
    else can be given."""
    sheet = published(asker, other)
    question = sheet.question
    publish = f"{question.get_absolute_url()}fiche/{sheet.code}/publier"
    client = sign_in(asker)
    assert "déjà publiée" in client.post(publish, follow=True).text
    actions.reopen(question=Question.objects.get(), by=asker)
    assert "Dites d’abord ce que vous avez gardé" in client.post(f"{question.get_absolute_url()}fiche", {"title": "x", "answers": [Answer.objects.get().code]}).text  # fmt: skip
    assert not AuditEntry.objects.filter(actor=asker).exists()
    # the positive control: whoever did not ask is refused, and it is noted
    assert sign_in(other).post(publish).status_code == 403
    assert AuditEntry.objects.filter(actor=other, verb="refused").exists()


def test_words_agreed_under_one_title_are_asked_again_under_another(asker, other):
    """Seen red: they stood at once under a title that their author never read."""
    sheet = published(asker, other)
    answers = [Answer.objects.get().code]
    actions.prepare_sheet(question=sheet.question, title="Relancer", answers=answers, by=asker)
    assert len(sheet.words) == 1
    actions.prepare_sheet(question=sheet.question, title="Ceux qui ne rappellent jamais", answers=answers, by=asker)

    sheet.refresh_from_db()
    assert (sheet.words, Agreement.objects.get().says) == ([], "asked")
    assert Notice.objects.filter(person=other, due__startswith="sheet-agreement").count() == 2
    agree(sheet, other)
    assert len(Sheet.objects.with_words().get().words) == 1
