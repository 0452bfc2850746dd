"""A50: the region and the funder read the conventions that their own organisation pays, once signed, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Partner
from fabrique.accompaniment.missions import actions
from fabrique.accompaniment.missions.enums import CONCLUDED, ConventionState
from fabrique.accompaniment.missions.models import Convention
from fabrique.accompaniment.missions.tests.world import WORDS, Cast
from fabrique.ground.organisations.models import Membership
from fabrique.ground.people.enums import Role
from tests.world import make_organisation, make_person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HOSTS = (Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT)


def backer(organisation, role, cohort):
    person = make_person(role, cohort.scope)
    Membership.objects.create(person=person, organisation=organisation)
    return person


def page_of(convention):
    return reverse("missions:convention", args=[convention.mission.cohort.code, convention.code])


@pytest.mark.parametrize("role", HOSTS)
@pytest.mark.parametrize("state", ConventionState)
def test_whoever_pays_reads_once_signed_and_nobody_else(sign_in, role, state):
    cast = Cast()
    convention, pays = cast.drafted(), make_organisation()
    cohort = cast.place.cohort
    facts = {"text": "§ L’objet\nTexte canari", "paid_on": "2026-01-05", "ended_because": "Fini"}
    Convention.objects.filter(pk=convention.pk).update(state=state, **facts)
    convention.funders.set([pays])
    payer, other = backer(pays, role, cohort), backer(make_organisation(), role, cohort)
    elsewhere, plain = backer(pays, role, Cast().place.cohort), make_person()
    Membership.objects.create(person=plain, organisation=pays)

    answers = [sign_in(person).get(page_of(convention)) for person in (payer, other, elsewhere, plain)]

    expected = 200 if state in CONCLUDED else 404
    assert [answer.status_code for answer in answers] == [expected, 404, 404, 404]
    assert ("Texte canari" in answers[0].text) == (expected == 200)


def test_funder_is_named_in_the_text_reads_the_signed_copy_and_opens_nothing_else(sign_in):
    cast, pays = Cast(), make_organisation(name="Canari Finances")
    convention = actions.draft_convention(
        engagement=cast.chosen(), planned_quarters=16, by=cast.team, funders=[pays], **WORDS
    )
    actions.move_convention(convention=convention, name="agree", by=cast.team)
    for by in (cast.referent, cast.ally, cast.team):
        actions.sign_convention(convention=convention, quality="Qualité", number=1, by=by)
    convention = Convention.objects.get(pk=convention.pk)
    actions.propose_amendment(convention=convention, added_quarters=4, reason="Canari discuté", by=cast.team)
    codes = [convention.mission.cohort.code, convention.code]
    client = sign_in(backer(pays, Role.FUNDER_CONTACT, cast.place.cohort))

    page, mission = client.get(page_of(convention)).text, convention.mission
    copy = client.get(reverse("missions:convention-text", args=[*codes, "html"])).text
    closed = [
        client.get(reverse("missions:mission", args=[mission.cohort.code, mission.code])).status_code,
        client.get(reverse("missions:days", args=[mission.cohort.code, mission.code])).status_code,
        client.get(reverse("missions:edit-convention", args=codes)).status_code,
        client.post(reverse("missions:move-convention", args=codes), {"move": "run"}).status_code,
        client.get(reverse("missions:sign", args=codes)).status_code,
    ]

    assert ("financée par\u00a0: Canari Finances" in page, "Canari Finances" in copy, "Qualité" in page) == (
        True,
        True,
        True,
    )
    assert ("Canari discuté" in page, mission.get_absolute_url() in page) == (False, False)
    assert "Canari discuté" in sign_in(cast.lead).get(page_of(convention)).text
    assert closed == [404, 404, 403, 403, 403]


def test_one_broken_off_before_it_was_signed_is_not_theirs(sign_in):
    cast, pays = Cast(), make_organisation()
    convention = cast.drafted()
    convention.funders.set([pays])
    actions.move_convention(convention=convention, name="agree", by=cast.team)
    actions.sign_convention(convention=convention, quality="Qualité", number=1, by=cast.referent)
    actions.move_convention(convention=convention, name="terminate", reason="Fini", by=cast.team)
    payer = backer(pays, Role.FUNDER_CONTACT, cast.place.cohort)
    unsigned = sign_in(payer).get(page_of(convention)).status_code

    other = Cast()
    signed = other.signed()
    signed.funders.set([pays])
    actions.move_convention(convention=signed, name="terminate", reason="Fini", by=other.team)
    payer = backer(pays, Role.FUNDER_CONTACT, other.place.cohort)

    assert (unsigned, sign_in(payer).get(page_of(signed)).status_code) == (404, 200)


def test_one_rewritten_after_its_signatures_then_broken_off_is_not_theirs(sign_in):
    cast, pays = Cast(), make_organisation()
    convention = cast.signed()
    convention.funders.set([pays])
    actions.move_convention(convention=convention, name="terminate", reason="Fini", by=cast.team)
    payer = backer(pays, Role.FUNDER_CONTACT, cast.place.cohort)
    before = sign_in(payer).get(page_of(convention)).status_code

    Convention.objects.filter(pk=convention.pk).update(text_number=2)

    assert (before, sign_in(payer).get(page_of(convention)).status_code) == (200, 404)


def test_who_left_the_payer_reads_it_no_more(sign_in):
    cast, pays = Cast(), make_organisation()
    convention = cast.signed()
    convention.funders.set([pays])
    payer = backer(pays, Role.FUNDER_CONTACT, cast.place.cohort)
    before, today = sign_in(payer).get(page_of(convention)).status_code, timezone.localdate()

    Membership.objects.filter(person=payer).update(starts_on=today - 9 * DAY, ends_on=today - DAY)

    assert (before, sign_in(payer).get(page_of(convention)).status_code) == (200, 404)
    totals = sign_in(payer).get(reverse("missions:totals", args=[cast.place.cohort.code])).text
    assert page_of(convention) not in totals


def test_list_is_on_the_page_of_totals_and_its_queries_do_not_grow(sign_in):
    cast, pays = Cast(), make_organisation()
    payer = backer(pays, Role.FUNDER_CONTACT, cast.place.cohort)
    address, counts = reverse("missions:totals", args=[cast.place.cohort.code]), []
    client = sign_in(payer)
    convention = cast.signed(quarters=4)
    convention.funders.set([pays])
    for size in (1, 3):
        for n in range(size):
            organisation = make_organisation()
            actions.add_complement(mission=convention.mission, organisation=organisation, by=cast.lead)
            engagement = convention.mission.engagements.get(organisation=organisation)
            row = Convention.objects.create(engagement=engagement, planned_quarters=4, state="signed", text=f"§ {n}")
            row.funders.set([pays])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address)
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert page.text.count("/conventions/") == 5
    assert "/conventions/" not in sign_in(cast.referent).get(address).text


def test_form_offers_those_who_host_or_fund_the_cohort(sign_in):
    cast = Cast()
    convention, pays, other = cast.drafted(), make_organisation(), make_organisation()
    Partner.objects.create(cohort=cast.place.cohort, organisation=pays, role="funder")
    Partner.objects.create(cohort=cast.place.cohort, organisation=other, role="media")
    address = reverse("missions:edit-convention", args=[convention.mission.cohort.code, convention.code])
    client = sign_in(cast.team)
    values = WORDS | {"planned_quarters": "4", "version": 1}

    offered = list(client.get(address).context["form"].fields["funders"].queryset)
    refused = client.post(address, values | {"funders": [other.code]})
    kept = list(convention.funders.all())
    client.post(address, values | {"funders": [pays.code]})

    assert (offered, kept, list(convention.funders.all())) == ([pays], [], [pays])
    assert (refused.status_code, "Accompagner" in refused.text) == (200, True)
