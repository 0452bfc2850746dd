"""What shows an effect, and what it led to: the snowball of a territory (R475, R477)."""

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.enums import EvidenceKind, FindingState
from fabrique.accompaniment.evaluation.models import Effect, EffectLink, Evidence
from fabrique.accompaniment.evaluation.snowball import leads_back
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


@transaction.atomic
def add_evidence(*, effect: Effect, kind: EvidenceKind, text: str, by: Person, url: str = "") -> Evidence:
    """The journal says that there is one more, never its words."""
    may.edit_finding(by, effect)
    if effect.evidence.filter(kind=kind, text=text).exists():
        raise Denied(_("C’est déjà écrit."))
    evidence = Evidence.objects.create(effect=effect, kind=kind, text=text, url=url, added_by=by)
    audit.record(by, "evidence-added", effect, kind=kind)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Person) -> None:
    may.edit_evidence(by, evidence)
    evidence.delete()
    audit.record(by, "evidence-removed", evidence.effect, kind=evidence.kind)


@transaction.atomic
def tie(*, cause: Effect, outcome: Effect, by: Person) -> EffectLink:
    """One arrow. Two who tie at once wait for each other, so that no circle closes between them."""
    may.tie_effects(by, cause)
    if outcome.participation_id != cause.participation_id:
        raise Denied(_("Un effet entraîne un effet du même territoire."))
    if FindingState.SET_ASIDE in (cause.state, outcome.state):
        raise Denied(_("Un effet mis de côté n’entraîne rien."))
    Participation.objects.select_for_update().get(pk=cause.participation_id)
    links = EffectLink.objects.filter(cause__participation=cause.participation_id)
    if links.filter(cause=cause, outcome=outcome).exists():
        raise Denied(_("Ces deux effets sont déjà reliés."))
    if leads_back(cause.pk, outcome.pk, links.values_list("cause", "outcome")):
        raise Denied(_("Cela ferait une boucle : le second effet a déjà mené au premier."))
    link = EffectLink.objects.create(cause=cause, outcome=outcome, tied_by=by)
    audit.record(by, "effects-tied", cause, outcome=outcome.code)
    return link


@transaction.atomic
def untie(*, link: EffectLink, by: Person) -> None:
    may.untie_effects(by, link)
    link.delete()
    audit.record(by, "effects-untied", link.cause, outcome=link.outcome.code)
