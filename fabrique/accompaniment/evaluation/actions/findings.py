"""Effects and limits: proposed by any participant, read again, published with the delegation's agreement (R496)."""

from textwrap import shorten
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held, next_order
from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.enums import EFFECT, LIMIT, FindingState
from fabrique.accompaniment.evaluation.models import Effect, Finding, Limit
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.states import Transitions
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item

PRECISE = (
    "label", "second_label", "family", "fundamental", "level", "ring", "expected", "voice", "seen_on", "strength",
    "confidence", "cause", "cause_words", "said_by", "quote",
)  # fmt: skip
MINE = (*PRECISE, "frame", "theme", "title", "proposal", "text")


def table(finding: Finding) -> Transitions:
    return EFFECT if isinstance(finding, Effect) else LIMIT


@transaction.atomic
def propose_effect(*, participation: Participation, text: str, frame: Item, by: Person, **said: Any) -> Effect:
    """`said` among `PRECISE`: all of it may wait. Sent twice by the same person, the same words are one proposal."""
    values = {"text": text, "frame": frame} | {name: value for name, value in said.items() if name in PRECISE}
    check_labels(values)
    check_day(values)
    return propose(Effect, participation, values, by)


def check_labels(values: dict[str, Any]) -> None:
    if values.get("second_label") and not values.get("label"):
        raise Denied(_("Donnez d’abord un premier mot : le second vient après."))


def check_day(values: dict[str, Any]) -> None:
    day = values.get("seen_on")
    if day and day > timezone.localdate():
        raise Denied(_("Ce jour n’est pas encore passé."))


@transaction.atomic
def propose_limit(
    *, participation: Participation, text: str, theme: Item, by: Person, title: str = "", proposal: str = "",
    cause: str = "", said_by: str = "", quote: bool = False,
) -> Limit:  # fmt: skip
    """As an effect; once written it is never erased, only read again and answered."""
    values = {
        "title": title or first_words(text), "text": text, "theme": theme, "proposal": proposal, "cause": cause,
        "said_by": said_by, "quote": quote,
    }  # fmt: skip
    return propose(Limit, participation, values, by)


def first_words(text: str) -> str:
    """What stands for a title: the beginning of the text, cut between words."""
    return shorten(text, 90, placeholder="…")


def propose[F: (Effect, Limit)](kind: type[F], participation: Participation, values: dict, by: Person) -> F:
    may.propose(by, participation)
    held(participation.cohort)
    of_place = kind.objects.filter(participation=participation)
    if same := of_place.filter(proposed_by=by, text=values["text"], state=FindingState.PROPOSED).first():
        return same
    finding = kind.objects.create(
        participation=participation, proposed_by=by, proposed_as=may.hat(by, may.PROPOSERS, participation.scope) or "",
        order=next_order(of_place), **values,
    )  # fmt: skip
    audit.record(by, f"{finding._meta.model_name}-proposed", finding, hat=finding.proposed_as)  # noqa: SLF001
    return finding


@transaction.atomic
def edit_finding(*, finding: Finding, seen: int, by: Person, **values) -> Finding:
    """`values` among what its form writes. Raises `Conflict` when somebody saved since version `seen`."""
    may.edit_finding(by, finding)
    own = {name: value for name, value in values.items() if name in MINE and hasattr(finding, name)}
    if "title" in own:
        own["title"] = own["title"] or first_words(own.get("text", finding.text))
    if isinstance(finding, Effect):
        check_labels({"label": finding.label, "second_label": finding.second_label} | own)
        check_day(own)
    changed = finding.save_values(own, seen=seen)
    audit.record(by, f"{finding._meta.model_name}-edited", finding, fields=", ".join(changed))  # noqa: SLF001
    return finding


def reason_not_to_move(finding: Finding, name: str, by: Person) -> str:
    """Why this person cannot make this move now, or an empty string."""
    rule = may.publish if name == "publish" else may.read_again
    return rule.reason(by, finding) or table(finding).reason(finding, name)


@transaction.atomic
def accept[F: (Effect, Limit)](*, finding: F, by: Person) -> F:
    """Read again and right. By the referent, it is also the delegation's agreement to publish."""
    values = {"accepted_at": timezone.now(), "accepted_by": by}
    values["accepted_as"] = may.hat(by, may.READERS, finding.participation.scope) or ""
    if isinstance(finding, Effect):
        values["set_aside_because"] = ""
    return move(finding, "accept", by, values)


@transaction.atomic
def publish[F: (Effect, Limit)](*, finding: F, by: Person) -> F:
    return move(finding, "publish", by, {"published_at": timezone.now(), "published_by": by})


@transaction.atomic
def set_aside(*, effect: Effect, reason: str, by: Person) -> Effect:
    """An effect only: a limit is heard, whatever one thinks of it."""
    if not reason.strip():
        raise Denied(_("Dites en une phrase pourquoi cet effet est mis de côté : qui l’a proposé la lira."))
    nobody = {"accepted_at": None, "accepted_by": None, "accepted_as": ""}
    return move(effect, "set-aside", by, {"set_aside_because": reason.strip()} | nobody)


def move[F: (Effect, Limit)](finding: F, name: str, by: Person, values: dict) -> F:
    if refusal := reason_not_to_move(finding, name, by):
        raise Denied(refusal)
    table(finding).make(finding, name)
    finding.save_values(values | {"state": finding.state}, seen=finding.version)
    audit.record(by, f"{finding._meta.model_name}-moved", finding, move=name, state=finding.state)  # noqa: SLF001
    return finding


@transaction.atomic
def answer_limit(*, limit: Limit, answer: str, seen: int, by: Person) -> Limit:
    """What will be done about it. The limit itself stays word for word (R496)."""
    may.answer_limit(by, limit)
    if limit.state == FindingState.PROPOSED:
        raise Denied(_("Cette limite n’est pas encore relue : la réponse vient après."))
    if not answer.strip():
        raise Denied(_("Écrivez la réponse : une limite ne reste pas devant un blanc."))
    limit.save_values({"answer": answer.strip(), "answered_at": timezone.now(), "answered_by": by}, seen=seen)
    audit.record(by, "limit-answered", limit)
    return limit
