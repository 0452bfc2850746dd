"""Every write on organisations."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.db import readable_code
from fabrique.core.permissions import Denied
from fabrique.core.text import fold, starts
from fabrique.ground.organisations import permissions
from fabrique.ground.organisations.merging import move_relations
from fabrique.ground.organisations.models import Alias, Membership, NameStart, Organisation
from fabrique.ground.people.models import Person
from fabrique.ground.people.permissions import animate

CARD = ("name", "category", "sub_type", "about", "seat", "area_of_action", "website", "in_directory", "source")


@transaction.atomic
def create_organisation(
    *, name: str, by: Person, aliases: Iterable[str] = (), code: str = "", fictional: bool = False, **card: Any
) -> Organisation:
    """`card` takes the other fields of `CARD`. A representative without a card becomes a member of the one opened."""
    permissions.open_card(by)
    organisation = Organisation(name=name, fictional=fictional, **only(card, CARD))
    organisation.code = code or readable_code(Organisation, name)
    organisation.save(force_insert=True)
    for way in dict.fromkeys([name, *aliases]):
        add_way(organisation, way)
    index_names(organisation)
    audit.record(by, "organisation-created", organisation, name=name)
    if not animate.allows(by):
        membership = Membership.objects.create(person=by, organisation=organisation)
        audit.record(by, "organisation-joined", organisation, person=by.code, membership=membership.code)
    return organisation


@transaction.atomic
def edit_organisation(*, organisation: Organisation, seen: int, by: Person, **card: Any) -> Organisation:
    """Raises `Conflict` when somebody saved since version `seen`. A former name stays as an alias (R023)."""
    permissions.keep_card(by, organisation)
    changed = [name for name, value in only(card, CARD).items() if getattr(organisation, name) != value]
    for name in changed:
        setattr(organisation, name, card[name])
    folded = organisation._meta.get_field("folded").pre_save(organisation, add=False)  # noqa: SLF001
    organisation.save_version(seen=seen, fields=[*card, "folded"])
    if "name" in changed and not organisation.aliases.filter(folded=folded).exists():
        add_way(organisation, organisation.name)
        index_names(organisation)
    audit.record(by, "organisation-edited", organisation, fields=", ".join(changed))
    return organisation


@transaction.atomic
def add_alias(*, organisation: Organisation, name: str, by: Person) -> Alias:
    permissions.keep_card(by, organisation)
    alias = add_way(organisation, name)
    index_names(organisation)
    audit.record(by, "alias-added", organisation, name=name)
    return alias


@transaction.atomic
def remove_alias(*, alias: Alias, by: Person) -> None:
    """Any but the name of the card itself."""
    organisation = alias.organisation
    permissions.keep_card(by, organisation)
    if alias.folded == organisation.folded:
        raise Denied(_("C’est le nom de la fiche : changez le nom, l’ancien restera parmi les autres."))
    alias.delete()
    index_names(organisation)
    audit.record(by, "alias-removed", organisation, name=alias.name)


@transaction.atomic
def merge(*, kept: Organisation, gone: Organisation, by: Person) -> Organisation:
    """`gone` was another way to write `kept`: its names become aliases, all that pointed to it points to `kept`.

    Refused when both hold the same single place with different words: nothing is lost without being read.
    """
    animate(by)
    if kept.pk == gone.pk:
        raise Denied(_("C’est deux fois la même fiche."))
    moved = move_relations(kept, gone)
    gone_code, gone_name = gone.code, gone.name
    gone.delete()
    index_names(kept)
    audit.record(by, "organisations-merged", kept, gone=gone_code, name=gone_name, moved=moved)
    return kept


@transaction.atomic
def join(*, person: Person, organisation: Organisation, by: Person, function: str = "", starts_on: date | None = None) -> Membership:  # fmt: skip
    """A hat is given by the association's team: it may open the right to keep the card."""
    animate(by)
    if Membership.objects.filter(person=person, organisation=organisation, function=function, ends_on=None).exists():
        raise Denied(_("Cette personne a déjà cette fonction dans cette organisation."))
    membership = Membership.objects.create(
        person=person, organisation=organisation, function=function, starts_on=starts_on or timezone.localdate()
    )
    audit.record(by, "organisation-joined", organisation, person=person.code, membership=membership.code)
    return membership


@transaction.atomic
def leave(*, membership: Membership, by: Person, ends_on: date | None = None) -> Membership:
    permissions.end_membership(by, membership)
    if membership.ends_on is not None:
        raise Denied(_("Cette fonction est déjà terminée."))
    membership.ends_on = max(ends_on or timezone.localdate(), membership.starts_on)
    membership.save(update_fields=["ends_on"])
    audit.record(by, "organisation-left", membership.organisation, membership=membership.code)
    return membership


def only(given: dict[str, Any], allowed: Iterable[str]) -> dict[str, Any]:
    unknown = set(given) - set(allowed)
    if unknown:
        raise TypeError(f"unknown fields: {', '.join(sorted(unknown))}")
    return given


def add_way(organisation: Organisation, name: str) -> Alias:
    """One more way to write the name, or the one already there; refused when it names another organisation."""
    found = Alias.objects.filter(folded=Alias.folded_name(name)).select_related("organisation").first()
    if found is None:
        return Alias.objects.create(organisation=organisation, name=name)
    if found.organisation_id != organisation.pk:
        raise Denied(_("« %(name)s » est déjà un nom de « %(other)s ».") % {"name": name, "other": found.organisation})
    return found


def index_names(organisation: Organisation) -> None:
    organisation.name_starts.all().delete()
    names = filter(None, map(fold, organisation.aliases.values_list("name", flat=True)))
    found = {start[:200] for name in names for start in starts(name)}
    NameStart.objects.bulk_create(NameStart(organisation=organisation, folded=start) for start in sorted(found))
