"""Who reads a version again, what they open, and the sheet they sign once."""

import pytest
from django.utils import timezone

from fabrique.accompaniment.restitution import actions, releases
from fabrique.accompaniment.restitution import permissions as may
from fabrique.accompaniment.restitution.tests.listened import (
    frozen,
    in_review,
    make_peer,
    make_room,
    sign,
    written,
)
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role, ScopeKind
from fabrique.ground.people.models import RoleGrant
from tests.world import make_member, make_person, make_scope

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize(
    "role", [Role.COHORT_LEAD, Role.FUNDER_CONTACT, Role.REGIONAL_INSTITUTION_AGENT, Role.EMBEDDED_MEDIA, Role.EMBEDDED_EVALUATOR]
)  # fmt: skip
def test_reader_holds_nothing_near_the_territory(role):
    room = make_room()
    peer, _vault = make_peer()
    assert may.may_read_again(peer, room.diagnostic) == ""
    RoleGrant.objects.create(person=peer, role=role, scope=room.diagnostic.cohort.scope)
    assert "auprès de ce territoire" in may.may_read_again(peer, room.diagnostic)


def test_reader_is_a_diagnostician_of_elsewhere_with_a_vault_named_once():
    room = written(make_room(), quoted=False)
    edition = frozen(room)
    past = make_member(room.diagnostic, left_on=timezone.localdate())
    RoleGrant.objects.create(person=past, role=Role.DIAGNOSTICIAN, scope=make_scope(ScopeKind.DIAGNOSTIC))
    peer, vault = make_peer()
    without, _none = make_peer(vault=False)
    name = {"edition": edition, "vault": room.vault, "by": room.author}
    for person, words in ((past, "a été de l’équipe"), (make_person(), "ne conduit pas"), (without, "pas encore de coffre"),
                          (make_member(make_room().diagnostic), "pas encore de coffre")):  # fmt: skip
        with pytest.raises(Denied, match=words):
            actions.name_reviewer(**name, reviewer=person)
    review = actions.name_reviewer(**name, reviewer=peer)
    with pytest.raises(Denied, match="relit déjà"):
        actions.name_reviewer(**name, reviewer=peer)
    with pytest.raises(Denied, match="pas en relecture"):
        sign(review, vault)


def test_sheet_is_signed_once_by_its_reader_and_says_why():
    room = written(make_room())
    edition = frozen(room)
    (one, first), (two, second) = in_review(room, edition)
    with pytest.raises(Denied, match="Dites ce que vous voyez"):
        sign(one, first, 1, risks={"v1": ["infer"]})
    with pytest.raises(Denied, match="autre personne"):
        actions.sign_review(review=one, vault=second, grade=1, risks={}, note="", by=two.reviewer)
    signed = sign(one, first, 1, risks={"v1": [], "v99": ["isolate"]})
    assert (signed.risks, signed.sha256) == ({}, edition.sha256)
    with pytest.raises(Denied, match="signé ne change plus"):
        sign(one, first)


def test_released_reader_has_no_key_any_more():
    room = written(make_room(), quoted=False)
    edition = frozen(room)
    (one, first), _other = in_review(room, edition)
    releases.opened(first, edition)
    actions.release_reviewer(review=one, vault=room.vault, by=room.author)
    edition.refresh_from_db()
    with pytest.raises(Denied, match="pas la clé"):
        releases.opened(first, edition)


def test_reader_opens_the_version_and_nothing_of_the_diagnostic():
    room = written(make_room(), quoted=False)
    (_review, vault), _other = in_review(room, frozen(room))
    with pytest.raises(Exception, match=room.space.code):
        vault.space(room.space.code)
