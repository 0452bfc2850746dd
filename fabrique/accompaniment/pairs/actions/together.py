"""A pair forms when both say so, and ends when one of them says so."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.pairs import permissions as may
from fabrique.accompaniment.pairs.enums import PAIR, Hat, PairState
from fabrique.accompaniment.pairs.models import Pair
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.models import Person


def held(pair: Pair) -> Pair:
    """Its row as it stands, kept until the act is over: what ends it waits, or has already ended it."""
    return Pair.objects.select_for_update().get(pk=pair.pk)


def tell(pair: Pair, *, by: Person, subject: str, line: str) -> None:
    """The other one, without a word of what is between them: letters lie elsewhere than this space."""
    notify(pair.other(by), Kind.TASK, subject, [line], pair.get_absolute_url())


@transaction.atomic
def propose(*, participation: Participation, other: Person, hat: Hat, by: Person, about: str = "") -> Pair:
    """`hat` is what the one who proposes is in the pair; the other may decline."""
    may.propose(by, participation)
    if other == by or not may.propose.allows(other, participation):
        raise Denied(_("Choisissez une autre personne de la délégation."))
    # two who propose each other at the same instant take turns
    Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    elected, agent = (by, other) if hat == Hat.ELECTED else (other, by)
    if Pair.objects.live().filter(participation=participation, elected__in=[by, other], agent__in=[by, other]).exists():
        raise Denied(_("Vous formez déjà un binôme, ou l’un de vous l’a proposé."))
    pair = Pair.objects.create(
        participation=participation, elected=elected, agent=agent, about=about.strip(), proposed_by=by
    )
    audit.record(by, "pair-asked", pair)
    tell(pair, by=by, subject=_("On vous propose un binôme"),
         line=_("%(name)s vous propose de former un binôme. Vous pouvez accepter ou décliner.") % {"name": by})  # fmt: skip
    return pair


@transaction.atomic
def answer(*, pair: Pair, name: str, by: Person) -> Pair:
    """Accept, or decline."""
    if name not in ("accept", "decline"):
        raise Denied(_("Ce changement n’existe pas."))
    may.answer(by, pair)
    PAIR.make(pair, name)
    begun = timezone.localdate() if pair.state == PairState.ACTIVE else None
    pair.save_values({"state": pair.state, "begun_on": begun}, seen=pair.version)
    audit.record(by, "pair-answered", pair, state=pair.state)
    if begun:
        tell(pair, by=by, subject=_("Votre binôme commence"), line=_("%(name)s a accepté.") % {"name": by})
    return pair


@transaction.atomic
def end(*, pair: Pair, by: Person, because: str = "") -> Pair:
    """From then on it can be read by the two, and changed by nobody."""
    may.end(by, pair)
    PAIR.make(pair, "end")
    values = {"state": pair.state, "ended_on": timezone.localdate(), "ended_because": because.strip()}
    pair.save_values(values, seen=pair.version)
    audit.record(by, "pair-ended", pair)
    tell(pair, by=by, subject=_("Votre binôme est fini"), line=_("%(name)s y a mis fin.") % {"name": by})
    return pair
