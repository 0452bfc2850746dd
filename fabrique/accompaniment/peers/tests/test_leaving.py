"""What stays of somebody who leaves a group, or whose role ends; and of a group that ends."""

import re

import pytest
from django.urls import reverse

from fabrique.accompaniment.peers import actions
from fabrique.accompaniment.peers.tests.among import WORDS, running, write
from fabrique.core.permissions import Denied

pytestmark = pytest.mark.django_db


def page(client, group, name="step", *codes):
    """As its reader sees it: without what is drawn at random for each page."""
    text = client.get(reverse(f"peers:{name}", args=[group.cohort.code, group.code, *codes])).text
    return re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken":) ?=?"[^"]+"', "", text)


def test_words_left_to_the_group_are_marked_by_nothing(sign_in):
    """Seen red: the day somebody left, their texts began to read « left by somebody », and whoever facilitates could
    rewrite them: both had been read before, so that the difference named their author."""
    group, people = running(4)
    left = write(group, people[0])
    for person in (people[1], group.facilitator):
        write(group, person, f"D’autres mots, {person.pk}")
    readers = (people[2], group.facilitator)
    before = [page(sign_in(reader), group, "step", "practices") for reader in readers]

    actions.leave(group=group, by=people[0], keeps=True)

    assert [page(sign_in(reader), group, "step", "practices") for reader in readers] == before
    assert all(WORDS in text for text in before)
    left.refresh_from_db()
    with pytest.raises(Denied, match="appartient"):
        actions.edit_contribution(contribution=left, kind="stake", text="x", by=group.facilitator, seen=left.version)
    with pytest.raises(Denied, match="appartient"):
        actions.remove_contribution(contribution=left, by=group.facilitator)
