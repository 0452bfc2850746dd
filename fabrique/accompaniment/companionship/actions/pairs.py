"""A godparent or an alter ego across cohorts: proposed, accepted by both, ended with a word (R530)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.companionship import permissions as may
from fabrique.accompaniment.companionship.actions.news import Letter, referents, tell
from fabrique.accompaniment.companionship.enums import PAIR, PairKind, PairState
from fabrique.accompaniment.companionship.models import Companionship, Pair
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


@transaction.atomic
def propose_pair(*, cohort: Cohort, kind: PairKind, here: Participation, there: Participation, why: str, by: Person) -> Pair:  # fmt: skip
    """Led from `cohort`, which holds `here`. Of the two, the godparent is the one that is an active companion."""
    may.propose_pair(by, cohort)
    one, other = here, there
    if kind == PairKind.GODPARENT and Companionship.objects.active().filter(participation=there).exists():
        one, other = there, here
    check(cohort, kind, one, other)
    if Pair.objects.standing().of(one).of(other).filter(kind=kind).exists():
        raise Denied(_("Ce lien existe déjà."))
    pair = Pair.objects.create(kind=kind, one=one, other=other, why=why, proposed_by=by)
    audit.record(by, "pair-proposed", pair, kind=kind)
    tell(referents(one), proposal(other, why), pair.get_absolute_url(), one)
    tell(referents(other), proposal(one, why), pair.get_absolute_url(), other)
    return pair


def proposal(there: Participation, why: str) -> Letter:
    def letter() -> tuple[str, list[str]]:
        subject = _("Un lien vous est proposé avec %(name)s") % {"name": there.territory.name}
        return subject, [why, _("Il commence si les deux délégations disent oui.")]

    return letter


def check(cohort: Cohort, kind: PairKind, one: Participation, other: Participation) -> None:
    if cohort.pk not in (one.cohort_id, other.cohort_id):
        raise Denied(_("L’un des deux territoires est de cette cohorte."))
    if one.cohort_id == other.cohort_id or one.territory_id == other.territory_id:
        raise Denied(_("Un lien relie deux territoires de deux cohortes."))
    if one.cohort.fictional != other.cohort.fictional:
        raise Denied(_("Un territoire fictif ne se lie pas à un territoire réel."))
    if one.left_on or other.left_on:
        raise Denied(_("L’un des deux a quitté sa cohorte."))
    if kind == PairKind.GODPARENT and not Companionship.objects.active().filter(participation=one).exists():
        raise Denied(_("Une marraine est un territoire compagnon, et pas en pause."))


def locked(pair: Pair) -> Pair:
    """As it stands now, kept until the end: two yeses at once come one after the other."""
    return Pair.objects.select_for_update(of=("self",)).select_related("one__scope", "other__scope").get(pk=pair.pk)


@transaction.atomic
def answer_pair(*, pair: Pair, name: str, by: Person) -> Pair:
    """`accept` says yes for one's own side; it begins with the second yes. One no is enough."""
    pair = locked(pair)
    may.answer_pair(by, pair)
    if name not in ("accept", "decline"):
        raise Denied(_("Ce changement n’existe pas."))
    if refusal := PAIR.reason(pair, name):
        raise Denied(refusal)
    if name == "decline":
        return close(pair, "decline", by, "")
    now = timezone.now()
    values: dict[str, Any] = {}
    for side in may.sides_of(by, pair):
        if getattr(pair, f"{side}_agreed_at") is None:
            values |= {f"{side}_agreed_at": now, f"{side}_agreed_by": by}
    both = all(values.get(f"{side}_agreed_at") or getattr(pair, f"{side}_agreed_at") for side in ("one", "other"))
    if both:
        PAIR.make(pair, "accept")
    pair.save_values(values | {"state": pair.state}, seen=pair.version)
    audit.record(by, "pair-agreed", pair, state=pair.state)
    if both:
        tell_both(pair)
    return pair


def tell_both(pair: Pair) -> None:
    for here, there, caller in (
        (pair.one, pair.other, pair.other_agreed_by),
        (pair.other, pair.one, pair.one_agreed_by),
    ):
        if caller is not None:
            tell(referents(here), beginning(there, caller), pair.get_absolute_url(), here)


def beginning(there: Participation, caller: Person) -> Letter:
    def letter() -> tuple[str, list[str]]:
        who = _("À appeler : %(who)s, %(email)s.") % {"who": caller, "email": caller.email or ""}
        return _("Le lien avec %(name)s commence") % {"name": there.territory.name}, [who]

    return letter


@transaction.atomic
def end_pair(*, pair: Pair, closing_word: str, by: Person) -> Pair:
    pair = locked(pair)
    may.answer_pair(by, pair)
    return close(pair, "end", by, closing_word)


def close(pair: Pair, name: str, by: Person, word: str) -> Pair:
    PAIR.make(pair, name)
    values = {"state": pair.state, "closed_on": timezone.localdate(), "closing_word": word}
    pair.save_values(values, seen=pair.version)
    audit.record(by, "pair-closed", pair, state=PairState(pair.state).value)
    return pair
