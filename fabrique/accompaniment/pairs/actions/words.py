"""The exercise of the common word: each writes alone, both read, one text is agreed, and its versions stay (D54)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.pairs import permissions as may
from fabrique.accompaniment.pairs.actions.together import held
from fabrique.accompaniment.pairs.models import CommonText, Definition, Pair, Statement
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.models import Person


@transaction.atomic
def open_definition(*, pair: Pair, word: str, by: Person) -> Definition:
    may.keep(by, held(pair))
    known = {one.word.casefold() for one in pair.definitions.all()}
    if word.strip().casefold() in known:
        raise Denied(_("Ce mot est déjà ouvert entre vous."))
    definition = Definition.objects.create(pair=pair, word=word.strip(), opened_by=by)
    audit.record(by, "pair-word-opened", pair, definition=definition.code)
    return definition


@transaction.atomic
def state(*, definition: Definition, text: str, by: Person, seen: int = 0) -> Statement:
    """What the word means to oneself; version 0 says that nothing was written yet."""
    definition.pair = held(definition.pair)
    may.keep_part(by, definition)
    statement, made = Statement.objects.get_or_create(definition=definition, person=by, defaults={"text": text})
    if not made:
        statement.save_values({"text": text}, seen=seen)
    audit.record(by, "pair-word-stated", definition.pair, definition=definition.code)
    return statement


def both_stated(definition: Definition) -> bool:
    return definition.statements.count() == 2


@transaction.atomic
def propose_text(*, definition: Definition, text: str, by: Person) -> CommonText:
    """Once both have written. A newer proposal leaves the older ones aside; agreed ones stay in the history."""
    definition.pair = held(definition.pair)
    may.keep_part(by, definition)
    if not both_stated(definition):
        raise Denied(_("Écrivez d’abord chacun de votre côté : le texte commun vient après."))
    last = definition.common_texts.first()
    common = CommonText.objects.create(
        definition=definition, number=last.number + 1 if last else 1, text=text, proposed_by=by
    )
    audit.record(by, "pair-text-proposed", definition.pair, definition=definition.code, number=common.number)
    return common


@transaction.atomic
def agree_on_text(*, definition: Definition, number: int, by: Person) -> CommonText:
    """The other one agrees on the last proposal; raises `Conflict` when a newer one came meanwhile."""
    definition.pair = held(definition.pair)
    may.keep_part(by, definition)
    Pair.objects.select_for_update().get(pk=definition.pair_id)
    common = definition.common_texts.first()
    if common is None or common.agreed_at:
        raise Denied(_("Il n’y a pas de proposition à accepter."))
    if common.number != number:
        raise Conflict(common)
    if common.proposed_by_id == by.pk:
        raise Denied(_("C’est à l’autre personne d’accepter votre proposition."))
    common.agreed_at, common.agreed_by = timezone.now(), by
    common.save(update_fields=["agreed_at", "agreed_by"])
    audit.record(by, "pair-text-agreed", definition.pair, definition=definition.code, number=number)
    return common
