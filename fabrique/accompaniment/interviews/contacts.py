"""Who may be behind an interview: the people of the panel, for the one list where the team says whom it meets, and the
categories they speak from.
"""

from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.interviews.sealed import Facts
from fabrique.core.text import fold
from fabrique.ground.referentials.models import Item

SHORT = 2


def categories_of(diagnostic: Diagnostic) -> dict[str, Item]:
    items = Item.objects.categories(diagnostic.scope)
    return {item.key: item for item in items}


def to_meet(diagnostic: Diagnostic) -> dict:
    """Contacts by code, those who withdrew left out."""
    found = diagnostic.contacts.to_meet().filter(withdrawn_at=None).select_related("category", "sub_type")
    return {contact.code: contact for contact in found}


def met(diagnostic: Diagnostic) -> dict:
    """As `to_meet`, with those whose words wait to be destroyed: an interview may have to be said theirs first (R356)."""
    found = diagnostic.contacts.to_meet().filter(settled_at=None).select_related("category")
    return {contact.code: contact for contact in found}


def choices(people: dict) -> list[tuple[str, str]]:
    return [(code, f"{contact.name}, {contact.category.label}") for code, contact in people.items()]


def names(people: dict) -> set[str]:
    """The words of their names, folded: none belongs in the general terms of a function."""
    return {word for contact in people.values() for word in fold(contact.name).split() if len(word) > SHORT}


def first_facts(contact, given: dict) -> Facts:
    """What is already known of the person, less what the team wrote; their name stays where it is."""
    if contact is None:
        return Facts(**given)
    known = {
        "category": contact.category.key,
        "sub_type": contact.sub_type.key if contact.sub_type else "",
        "consent": contact.consent,
        "may_quote": contact.may_quote,
    }
    return Facts(**known | {name: value for name, value in given.items() if value})
