"""The embedded media is free (R464 to R466, R046): each verb, each role, and what one may do beside."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from fabrique.accompaniment.narratives import actions
from fabrique.accompaniment.narratives import permissions as may
from fabrique.accompaniment.narratives.models import Narrative, Passage
from fabrique.accompaniment.narratives.tests.conftest import DAY, everybody_but, make_narrative, make_quote
from fabrique.core.inbox import inbox
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from tests.world import journal, make_lead, make_organisation, make_participation, make_person

pytestmark = pytest.mark.django_db

VERBS = {
    "edit": lambda one, passage, by: actions.edit(narrative=one, title="Adouci", seen=one.version, by=by),
    "publish": lambda one, passage, by: actions.move(narrative=one, name="publish", by=by),
    "withdraw": lambda one, passage, by: actions.move(narrative=one, name="withdraw", by=by),
    "rework": lambda one, passage, by: actions.move(narrative=one, name="rework", by=by),
    "ask": lambda one, passage, by: actions.move(narrative=one, name="ask", by=by),
    "add passage": lambda one, passage, by: actions.add_passage(narrative=one, kind="told", text="De trop", by=by),
    "edit passage": lambda one, passage, by: actions.edit_passage(passage=passage, kind="told", text="Doux", seen=1, by=by),
    "remove passage": lambda one, passage, by: actions.remove_passage(passage=passage, by=by),
    "refuse": lambda one, passage, by: actions.move_consent(passage=passage, name="withdraw", by=by),
    "clear link": lambda one, passage, by: actions.clear_link(narrative=one, by=by),
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", ["draft", "asked", "published", "withdrawn"])
def test_nobody_edits_hides_or_delays_what_a_media_tells(place, verb, state):
    one = make_narrative(place, state=state, url="https://exemple.invalid/")
    passage = make_quote(one)
    before = Narrative.objects.values_list("state", "title", "version", "text").get()

    for person in [*everybody_but(place, Role.EMBEDDED_MEDIA), AnonymousUser(), make_person()]:
        with pytest.raises(Denied, match="média embarqué est libre"):
            VERBS[verb](one, passage, person)

    assert Narrative.objects.values_list("state", "title", "version", "text").get() == before
    assert Passage.objects.get().text == "Canari parle"
    assert journal(one) == []


def test_media_of_another_cohort_is_nobody_here(place):
    other = make_person(Role.EMBEDDED_MEDIA, make_participation().cohort.scope)

    with pytest.raises(Denied, match="libre"):
        actions.edit(narrative=make_narrative(place), title="Autre", seen=1, by=other)


def test_what_a_media_published_stays_read_whatever_becomes_of_the_cohort(place):
    free, ours = make_narrative(place), make_narrative(place, "cohort")
    place.cohort.state = "design"
    place.cohort.save()

    assert list(Narrative.objects.visible_to(AnonymousUser())) == [free]
    assert ours not in Narrative.objects.visible_to(make_person())


def test_media_publishes_alone_edits_and_withdraws(place, media):
    one = actions.begin(
        cohort=place.cohort, participation=place, kind="article", title="Ce que j’ai vu", text="Tout n’avance pas.",
        organisation=make_organisation(), told_on=DAY, by=media,
    )  # fmt: skip
    seen = [list(Narrative.objects.visible_to(person)) for person in everybody_but(place, Role.EMBEDDED_MEDIA)]
    actions.move(narrative=one, name="publish", by=media)
    read = list(Narrative.objects.visible_to(AnonymousUser()))
    actions.edit(narrative=one, text="Presque rien n’avance.", seen=one.version, by=media)
    actions.move(narrative=one, name="withdraw", by=media)

    assert one.origin == "media"
    assert seen == [[]] * len(seen)
    assert read == [one]
    assert list(Narrative.objects.visible_to(AnonymousUser())) == []
    assert journal(one) == ["narrative-begun", "narrative-moved", "narrative-edited", "narrative-moved"]


@pytest.mark.parametrize(
    ("role", "where", "of"),
    [
        (Role.ASSOCIATION_EMPLOYEE, None, "association"), (Role.PLATFORM_ADMINISTRATOR, None, "association"),
        (Role.COHORT_LEAD, "cohort", "cohort"), (Role.PIVOT_ALLY, "cohort", "cohort"),
        (Role.DELEGATION_REFERENT, "place", "territory"), (Role.NUMBER_ONE, "place", "executive"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("of_cohort", [False, True])
def test_right_of_reply_stands_beside_and_changes_nothing(place, role, where, of, of_cohort):
    person = make_person(role, {"cohort": place.cohort.scope, "place": place.scope}.get(where))
    one = make_narrative(place, of_cohort=of_cohort)

    reply = actions.write_reply(narrative=one, text="Nous le voyons autrement.", by=person)
    with pytest.raises(Denied, match="déjà écrite"):
        actions.write_reply(narrative=one, text="Encore", by=person)
    actions.edit_reply(answer=reply, text="Autrement dit.", seen=1, by=person)
    with pytest.raises(Conflict), transaction.atomic():
        actions.edit_reply(answer=reply, text="Autre", seen=1, by=person)

    one.refresh_from_db()
    assert (reply.of, one.text, one.version) == (of, "Un matin.", 1)


def test_others_do_not_reply_and_nobody_replies_before_it_is_published(place, media):
    one, draft = make_narrative(place), make_narrative(place, state="draft")
    repliers = (Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR, Role.COHORT_LEAD, Role.PIVOT_ALLY,
                Role.DELEGATION_REFERENT, Role.NUMBER_ONE)  # fmt: skip

    for person in [*everybody_but(place, *repliers), AnonymousUser(), make_lead(make_participation().cohort)]:
        with pytest.raises(Denied):
            actions.write_reply(narrative=one, text="Non", by=person)
    for person in everybody_but(place):
        assert "publié" in may.reply.reason(person, draft)

    assert one.replies.count() == 0


def test_reply_of_another_side_is_not_mine(place, referent):
    one = make_narrative(place)
    answer = actions.write_reply(narrative=one, text="Nous", by=make_person(Role.ASSOCIATION_EMPLOYEE))
    ours = make_narrative(place, of_cohort=True)
    theirs = actions.write_reply(narrative=ours, text="Eux", by=make_person(Role.DELEGATION_REFERENT, make_participation(place.cohort).scope))  # fmt: skip

    for reply in (answer, theirs):
        with pytest.raises(Denied, match="quelqu’un d’autre"):
            actions.edit_reply(answer=reply, text="Repris", seen=1, by=referent)


def test_reuse_keeps_the_licence_of_its_day(place, media, referent):
    one = make_narrative(place, licence="reserved")
    facts = {"narrative": one, "organisation": make_organisation(), "where": "Bulletin n° 4", "reused_on": DAY}
    with pytest.raises(Denied, match="réservés"):
        actions.note_reuse(**facts, by=referent)

    reuse = actions.note_reuse(**facts, agreement="Par lettre, le 2 mars", by=referent)
    with pytest.raises(Denied, match="déjà notée"):
        actions.note_reuse(**facts, agreement="Encore", by=media)
    actions.edit(narrative=one, licence="cc-by", seen=1, by=media)
    with pytest.raises(Denied, match="notée par"):
        actions.note_reuse(**facts | {"where": "Ailleurs"}, by=make_person(Role.ALLY_PERSON))
    with pytest.raises(IntegrityError), transaction.atomic():
        one.reuses.filter(pk=reuse.pk).update(agreement="")

    reuse.refresh_from_db()
    assert (reuse.licence, reuse.agreement) == ("reserved", "Par lettre, le 2 mars")


def test_dead_link_is_said_by_anybody_signed_in_and_its_author_is_told(place, media):
    one, passer = make_narrative(place, url="https://exemple.invalid/film"), make_person()
    with pytest.raises(Denied, match="Connectez-vous"):
        actions.mark_link(narrative=one, by=AnonymousUser())
    with pytest.raises(Denied, match="pas de lien"):
        actions.mark_link(narrative=make_narrative(place), by=passer)

    for _ in range(2):
        actions.mark_link(narrative=one, by=passer)
    waits = [act.title for act in inbox(media)]
    others = [act.title for act in inbox(make_lead(place.cohort))]
    # its author was writing: no conflict comes of it
    actions.edit(narrative=one, text="Mieux", seen=1, by=media)
    one.refresh_from_db()
    marked = one.link_dead_by
    actions.edit(narrative=one, url="https://exemple.invalid/ici", seen=2, by=media)

    one.refresh_from_db()
    assert (waits, one.title in others, marked, one.link_dead_at) == ([one.title], False, passer, None)
    assert journal(one) == ["link-marked", "narrative-edited", "narrative-edited"]
    assert media.notices.count() == 1


def test_author_says_that_the_link_works(place, media):
    one = make_narrative(place, url="https://exemple.invalid/film")
    actions.mark_link(narrative=one, by=make_person())

    actions.clear_link(narrative=one, by=media)

    one.refresh_from_db()
    assert (one.link_dead_at, one.state) == (None, "published")
