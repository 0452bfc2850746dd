import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.narratives import actions
from fabrique.accompaniment.narratives.models import Carrier, LocalMedia, Narrative, StrategyLine
from fabrique.accompaniment.narratives.tests.conftest import DAY, make_narrative, make_quote
from fabrique.accompaniment.workspace.models import Victory
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import (
    make_effect,
    make_item,
    make_lead,
    make_organisation,
    make_participation,
    make_partner,
    make_person,
)

pytestmark = pytest.mark.django_db
HOSTILE = '"><script>alert(1)</script>'


def at(name, *things):
    return reverse(f"narratives:{name}", args=[getattr(thing, "code", thing) for thing in things])


@pytest.mark.parametrize(
    ("audience", "readers"),
    [("delegation", {"member", "lead", "team"}), ("cohort", {"member", "lead", "team", "neighbour"}),
     ("public", {"member", "lead", "team", "neighbour", "stranger", "visitor"})],
)  # fmt: skip
def test_audience_is_kept(place, audience, readers):
    one = make_narrative(place, "territory", audience=audience)
    people = {
        "member": make_person(Role.DELEGATION_MEMBER, place.scope), "lead": make_lead(place.cohort),
        "team": make_person(Role.ASSOCIATION_EMPLOYEE), "stranger": make_lead(make_participation().cohort),
        "neighbour": make_person(Role.DELEGATION_MEMBER, make_participation(place.cohort).scope), "visitor": AnonymousUser(),
    }  # fmt: skip

    assert {name for name, person in people.items() if one in Narrative.objects.visible_to(person)} == readers


@pytest.mark.parametrize("origin", ["media", "narrator", "territory", "cohort"])
def test_draft_is_read_by_its_pen_alone(place, origin):
    one = make_narrative(place, origin, "draft")
    pens = {
        "media": {Role.EMBEDDED_MEDIA}, "narrator": {Role.NARRATIVE_FACILITATOR},
        "territory": {Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE},
        "cohort": {Role.COHORT_LEAD, Role.PIVOT_ALLY, Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR},
    }[origin]  # fmt: skip
    places = {Role.EMBEDDED_MEDIA: place.cohort.scope, Role.NARRATIVE_FACILITATOR: place.cohort.scope,
              Role.EMBEDDED_EVALUATOR: place.cohort.scope, Role.COHORT_LEAD: place.cohort.scope,
              Role.PIVOT_ALLY: place.cohort.scope, Role.DELEGATION_REFERENT: place.scope, Role.NUMBER_ONE: place.scope,
              Role.DELEGATION_MEMBER: place.scope, Role.SUBSTITUTE: place.scope, Role.ASSOCIATION_EMPLOYEE: None,
              Role.PLATFORM_ADMINISTRATOR: None}  # fmt: skip

    seen = {role for role, scope in places.items() if one in Narrative.objects.visible_to(make_person(role, scope))}

    assert seen == pens


def test_audience_of_what_is_published_changes_with_its_state_only(place, referent):
    one = make_narrative(place, "territory")

    with pytest.raises(Denied, match="retirez-le d’abord"):
        actions.edit(narrative=one, audience="delegation", seen=1, by=referent)
    actions.move(narrative=one, name="withdraw", by=referent)
    actions.edit(narrative=one, audience="delegation", seen=2, by=referent)

    assert one.audience == "delegation"


def test_narrative_is_told_written_and_published_from_its_pages(sign_in, place, referent):
    organisation, dimension = make_organisation(), make_item(ReferentialKey.DIMENSIONS, "sincerity")
    make_partner(place.cohort, organisation=organisation)
    effect = make_effect(place, "published")
    client = sign_in(referent)
    facts = {"kind": "testimony", "title": "Le hangar", "organisation": organisation.code, "told_on": "2026-03-02",
             "dimensions": [dimension.key], "audience": "public", "licence": "cc-by", "text": "Il pleuvait."}  # fmt: skip

    client.post(at("tell-place", place.cohort, place), facts)
    again = client.post(at("tell-place", place.cohort, place), facts)
    one = Narrative.objects.get()
    client.post(at("add-passage", one), {"kind": "quote", "text": "On a tenu.", "said_by": "une élue", "name": "Nom"})
    passage = one.passages.get()
    for move in ("ask", "named"):
        client.post(at("consent", one, passage), {"move": move})
    client.post(at("edit", one), facts | {"version": 1, "text": "Il ventait.", "effects": [effect.code]})
    client.post(at("move", one), {"move": "publish"})
    late = client.post(at("edit", one), facts | {"version": 1, "text": "Il neigeait."})
    page = client.get(one.get_absolute_url()).text
    client.post(at("remove-passage", one, passage))

    one.refresh_from_db()
    assert "déjà ce titre" in again.text
    assert "pendant que vous écriviez" in late.text
    assert (one.origin, one.state, one.text, list(one.effects.all())) == (
        "territory",
        "published",
        "Il ventait.",
        [effect],
    )
    assert all(words in page for words in ("Nom, une élue", "Il ventait.", effect.text, dimension.label))
    assert one.passages.count() == 0


def test_file_is_what_it_holds_and_comes_back_as_a_download(sign_in, client, place, media):
    one = make_narrative(place)
    facts = {"kind": "poem", "title": one.title, "organisation": one.organisation.code, "told_on": "2026-03-02",
             "audience": "public", "licence": "cc-by", "version": 1}  # fmt: skip

    wrong = sign_in(media).post(at("edit", one), facts | {"file": SimpleUploadedFile("poeme.pdf", b"<html>")})
    client.post(at("edit", one), facts | {"file": SimpleUploadedFile("poeme.txt", b"%PDF-1.7 poeme")})
    answer = client.get(at("download", one))

    one.refresh_from_db()
    assert (wrong.status_code, one.media_type) == (200, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")


def test_cohort_begins_by_its_lead_and_a_member_does_not(sign_in, place):
    member = sign_in(make_person(Role.DELEGATION_MEMBER, place.scope)).get(at("tell-cohort", place.cohort))
    lead = sign_in(make_lead(place.cohort)).get(at("tell-cohort", place.cohort))

    assert (member.status_code, lead.status_code) == (403, 200)


def test_reply_reuse_and_dead_link_from_the_page(sign_in, place, referent, media):
    one = make_narrative(place, url="https://film.exemple.invalid/1", kind="video")
    client = sign_in(referent)

    client.post(at("reply", one), {"text": "Nous y étions aussi."})
    answer = one.replies.get()
    client.post(at("edit-reply", one, answer), {"version": 1, "text": "Nous y étions."})
    client.post(
        at("reuse", one), {"organisation": one.organisation.code, "where": "Le bulletin", "reused_on": "2026-03-05"}
    )
    client.post(at("mark-link", one))
    page = client.get(one.get_absolute_url()).text
    refused = client.post(at("clear-link", one)).status_code
    sign_in(media).post(at("clear-link", one))

    one.refresh_from_db()
    words = ("Nous y étions.", "Le bulletin", "Lien signalé comme mort", "film.exemple.invalid", "Regarder la vidéo")
    assert [word for word in words if word not in page] == []
    assert "<iframe" not in page
    assert (refused, one.link_dead_at) == (403, None)


def test_stories_say_in_time_what_is_told_and_what_is_missing(client, place):
    place.territory.published = True
    place.territory.save()
    late = make_narrative(place, "territory", title="Après", told_on=DAY.replace(year=2027))
    early = make_narrative(place, title="Avant")
    make_narrative(place, title="Brouillon canari", state="draft")
    Victory.objects.create(participation=place, size="small", title="Entre les deux", won_on=DAY.replace(month=9))
    early.dimensions.add(make_item(ReferentialKey.DIMENSIONS, "cooperation"))

    context = client.get(at("territory", place.territory)).context["story"]
    page = client.get(at("cohort", place.cohort)).text
    gallery = client.get(at("gallery")).text

    told = [moment.narrative for _year, moments in context.years for moment in moments]
    assert [year for year, _moments in context.years] == [2026, 2027]
    assert (told[0], told[-1]) == (early, late)
    assert [facet.key for facet in context.facets if facet.narratives] == ["cooperation"]
    assert "canari" not in page + gallery
    assert page.index("Avant") < page.index("Après")


def test_gallery_is_chosen_by_kind_and_dimension(client, place):
    poem, other = make_narrative(place, kind="poem"), make_narrative(place, kind="video", url="https://a.invalid/")
    poem.dimensions.add(make_item(ReferentialKey.DIMENSIONS, "value"))

    def found(**query):
        return set(client.get(at("gallery"), query).context["page"].object_list)

    assert found() == found(forme="inconnue") == {poem, other}
    assert found(forme="poem") == found(dimension="value") == {poem}


def test_strategy_is_written_by_the_delegation_and_two_versions_meet(sign_in, place, referent):
    client, address = sign_in(referent), at("edit-line", place.cohort, place, "sincerity")
    facts = {"where_we_are": "On ne dit que ce qui marche", "next_step": "Une veillée"}

    client.post(address, facts | {"version": 0})
    second = client.post(address, facts | {"version": 0, "where_we_are": "Autre début"})
    client.post(address, facts | {"version": 1, "what_we_try": "Une page des ratés"})
    unknown = client.get(at("edit-line", place.cohort, place, "inconnue")).status_code
    page = client.get(at("space", place.cohort, place)).text

    line = StrategyLine.objects.get()
    assert "pendant que vous écriviez" in second.text
    assert (line.version, line.what_we_try, unknown) == (2, "Une page des ratés", 404)
    assert "Une veillée" in page
    assert sign_in(make_lead(place.cohort)).get(address).status_code == 403
    assert list(StrategyLine.objects.visible_to(make_lead(make_participation().cohort))) == []


def test_story_kept_by_two_categories_outlives_a_mandate(sign_in, place, referent):
    client = sign_in(referent)
    for key, function in (("elected", "l’adjointe à la culture"), ("agent", "la médiathèque")):
        make_item(ReferentialKey.CATEGORIES, key)
        client.post(at("add-carrier", place.cohort, place), {"function": function, "category": key})
    page = client.get(at("space", place.cohort, place)).text
    client.post(at("remove-carrier", place.cohort, place, Carrier.objects.get(function="la médiathèque")))
    after = client.get(at("space", place.cohort, place)).text

    assert ("il survit aux mandats" in page, "Il faut au moins deux catégories" in after) == (True, True)


def test_local_media_are_organisations_kept_inside(sign_in, place, referent):
    organisation, client = make_organisation(name="La Gazette"), sign_in(referent)

    client.post(at("add-media", place.cohort, place), {"organisation": organisation.code, "medium": "press"})
    again = client.post(at("add-media", place.cohort, place), {"organisation": organisation.code, "medium": "press"})
    kept = LocalMedia.objects.get()
    client.post(at("edit-media", place.cohort, place, kept), {"version": 1, "medium": "radio", "newsroom": "01 02"})
    page = client.get(at("space", place.cohort, place)).text
    stranger = LocalMedia.objects.visible_to(make_lead(make_participation().cohort))

    assert "déjà dans votre liste" in again.text
    assert ("01 02" in page, list(stranger)) == (True, [])
    client.post(at("remove-media", place.cohort, place, kept))
    assert LocalMedia.objects.count() == 0


def test_hostile_words_stay_words(sign_in, place, media):
    one = make_narrative(place, title=HOSTILE, text=HOSTILE)
    make_quote(one, text=HOSTILE, said_by=HOSTILE, name=HOSTILE, named=True)
    actions.write_reply(narrative=one, text=HOSTILE, by=make_lead(place.cohort))

    page = sign_in(media).get(one.get_absolute_url()).text

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") >= 4


@pytest.mark.parametrize("name", ["gallery", "territory", "cohort", "space", "narrative"])
def test_pages_cost_the_same_whatever_their_length(sign_in, place, referent, name, django_assert_max_num_queries):
    place.territory.published = True
    place.territory.save()
    client = sign_in(referent)
    main = make_narrative(place, "territory")
    arguments = {"gallery": [], "territory": [place.territory], "cohort": [place.cohort],
                 "space": [place.cohort, place], "narrative": [main]}[name]  # fmt: skip
    address = at(name, *arguments)

    dimension, voice = make_item(ReferentialKey.DIMENSIONS, "value"), make_item(ReferentialKey.CATEGORIES, "elected")

    def fill(times):
        for number in range(times):
            one = make_narrative(place)
            one.dimensions.add(dimension)
            one.voices.add(voice)
            make_quote(main, text=f"{one.title} {number}", voice=voice)
            main.effects.add(make_effect(place, "published"))
            Carrier.objects.create(participation=place, category=voice, function=one.title)
            LocalMedia.objects.create(participation=place, organisation=make_organisation(), medium="press")
            main.replies.create(of="cohort", signed=one.title, text="x", written_by=make_person())
            main.reuses.create(
                organisation=make_organisation(),
                where="x",
                licence="cc-by",
                noted_by=make_person(),
                noted_at=timezone.now(),
            )

    fill(2)
    client.get(address)
    with django_assert_max_num_queries(45) as few:
        client.get(address)
    fill(5)

    with django_assert_max_num_queries(len(few)):
        client.get(address)
