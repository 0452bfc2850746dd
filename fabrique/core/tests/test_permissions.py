import pytest

from fabrique.core.permissions import Denied, permission


@permission
def enter(person, door):
    if person != "owner":
        raise Denied(f"Only the owner opens {door}.")


def test_rule_enforces_asks_and_explains():
    enter("owner", "the shed")

    assert enter.allows("owner", "the shed")
    assert enter.reason("owner", "the shed") == ""
    with pytest.raises(Denied, match=r"Only the owner opens the shed\."):
        enter("stranger", "the shed")
    assert not enter.allows("stranger", "the shed")
    assert enter.reason("stranger", "the shed") == "Only the owner opens the shed."
