"""Two sides of one world: whatever the models, each has an object of every kind, written by introspection.

The near side is open and published; the far side is in preparation, and every text of it is a canary: nobody but the
alliance's team may ever read `CANARY`. A model that this cannot build is taught in `TAUGHT`.
"""

import hashlib
import json
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import count

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from fabrique.core.db import PublicCodeField
from fabrique.ground.people.enums import ROLES, Role, ScopeKind
from fabrique.ground.people.models import Person, Scope
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import make_item, make_person, make_scope, platform

CANARY = "canari"
# what everybody may read, by nature: no canary is put there
PUBLIC = {
    "organisations.Organisation", "organisations.Alias", "organisations.NameStart", "territories.Place",
    "devices.Device", "diagnostics.Theme", "diagnostics.Grid", "diagnostics.Question", "home.PublicFigure", "home.Milestone", "institutions.PolicyMilestone",
    "engineering.EngineeringSupport", "engineering.Coverage",
    "referentials.Version", "referentials.Item",
    # the whole alliance reads what is proposed to its words
    "referentials.Proposal", "referentials.Remark", "referentials.Trace",
}  # fmt: skip
# facts of a text that only stand with their date, left for the tests of their own area
LEFT_EMPTY = {"answer", "erased_at", "source_url"}
PERSONAL = ("_by",)
_numbers = count(1)


class Side:
    """`side.of(Cohort)` is its cohort; `side.of(Cohort, 2)` a third one; made when asked, kept."""

    def __init__(self, name: str, *, open_to_all: bool):
        self.name = name
        self.open = open_to_all
        self.made: dict[tuple[type[models.Model], int], models.Model] = {}

    def of(self, model: type[models.Model], n: int = 0) -> models.Model:
        if (model, n) not in self.made:
            taught = TAUGHT.get(model._meta.label)
            self.made[model, n] = taught(self, n) if callable(taught) else self.build(model, n, taught or {})
        return self.made[model, n]

    def build(self, model, n: int, taught: dict) -> models.Model:
        values = {}
        state = {} if self.open is False else OPEN.get(model._meta.label, {})
        for field in model._meta.concrete_fields:
            if field.name in taught or field.name in state:
                given = (taught | state)[field.name]
                values[field.name] = given(self, n) if callable(given) else given
            elif not isinstance(field, models.AutoField):
                self.fill(values, field, n)
        try:
            with transaction.atomic():
                return model._default_manager.create(**values)
        except IntegrityError as fault:
            raise AssertionError(f"Teach tests/sides.py how to make a {model._meta.label}: {fault}") from fault

    def fill(self, values: dict, field: models.Field, n: int) -> None:
        """A value of the field's kind; nothing where nothing is a value of its own (dates of acts, people who act)."""
        name = field.name
        if (
            name in LEFT_EMPTY
            or isinstance(field, PublicCodeField)
            or (isinstance(field, models.FileField) and field.blank)
            or (field.null and name.endswith(("_at", "_by", "_on")))
        ):
            return
        if field.is_relation:
            self.relate(values, field, n)
        elif field.choices:
            values[name] = field.choices[n % len(field.choices)][0] if not field.has_default() else field.get_default()
        elif isinstance(field, models.EmailField):
            values[name] = f"{self.word(field)}@example.invalid"
        elif isinstance(field, models.URLField):
            values[name] = f"https://{self.word(field)}.example.invalid/"
        elif isinstance(field, (models.CharField, models.TextField)):
            values[name] = self.word(field)[: field.max_length]
        elif not field.has_default() and not field.null:
            values[name] = PLAIN[field.get_internal_type()]()

    def relate(self, values: dict, field: models.Field, n: int) -> None:
        """The first parent is shared by the siblings; the others are each their own, so that no pair comes twice."""
        target = field.related_model
        person = issubclass(target, Person) and field.null
        if person or target is field.model or not target.__module__.startswith("fabrique."):
            return
        first = next(f for f in field.model._meta.concrete_fields if f.is_relation)
        values[field.name] = self.of(target, 0 if field == first and not field.one_to_one else n)

    def word(self, field: models.Field) -> str:
        plain = self.open or field.model._meta.label in PUBLIC
        number = next(_numbers)
        if (field.max_length or 99) < 10:
            return str(number)
        if isinstance(field, models.SlugField) or (field.max_length or 99) < 16:
            return f"{'mot' if plain else CANARY}{number}"
        return f"{'mot' if plain else CANARY}-{field.model._meta.model_name}-{field.name}-{number}"

    def fill_everything(self, each: int = 1) -> "Side":
        for model in apps.get_models():
            if model.__module__.startswith("fabrique.") and model._meta.app_label not in (
                "core",
                "demo",
                "vault",
                "ledger",
            ):
                for n in range(each):
                    self.of(model, n)
        return self


PLAIN = {
    "BooleanField": lambda: False,
    "DateField": lambda: date(2026, 3, 2),
    "DateTimeField": timezone.now,
    "DecimalField": lambda: Decimal(1),
    "DurationField": lambda: timezone.timedelta(hours=1),
    "FileField": lambda: ContentFile(b"%PDF-1.7", "mot.pdf"),
    "FloatField": lambda: 1.0,
    "IntegerField": lambda: 1,
    "BigIntegerField": lambda: 1,
    "PositiveBigIntegerField": lambda: 1,
    "PositiveIntegerField": lambda: 1,
    "PositiveSmallIntegerField": lambda: 1,
    "SmallIntegerField": lambda: 1,
    "TimeField": lambda: timezone.now().time(),
    "BinaryField": lambda: b"x",
    "JSONField": list,
}


def scope_of(kind: ScopeKind, parent=None):
    def make(side: Side, n: int) -> Scope:
        label = f"{'mot' if side.open else CANARY}-{kind}-{next(_numbers)}"
        return Scope.objects.create(kind=kind, code=label, label=label, parent=parent(side) if parent else None)

    return make


def every_document(side: Side, n: int) -> models.Model:
    """Those of one edition of a report: for each audience, in each shape and language."""
    word = "mot" if side.open else CANARY
    frozen = model_of("reports.Frozen")
    rows = [
        frozen.objects.create(
            edition=side.of(model_of("reports.Edition"), n), audience=audience, shape=shape, language=language,
            data={"is": "Document", "title": word, "language": language, "sections": []},
        )
        for audience in ("public", "funder", "participants") for shape in ("report", "summary") for language in ("fr", "en")
    ]  # fmt: skip
    return rows[0]


def model_of(label: str) -> type[models.Model]:
    return apps.get_model(label)


def category() -> models.Model:
    """The same on both sides: a referential belongs to the alliance."""
    item = model_of("referentials.Item")
    return item.objects.filter(key="elected").first() or make_item(ReferentialKey.CATEGORIES, "elected")


def cohort_scope(side: Side, n: int) -> Scope:
    return side.of(model_of("cohorts.Cohort"), n).scope


def openness(side: Side, n: int) -> str:
    return "open" if side.open else "closed"


def next_year() -> date:
    return timezone.localdate() + timedelta(days=365)


def of(label: str, shift: int = 0):
    return lambda side, n: side.of(model_of(label), n + shift)


def a_date(side: Side, kind: str) -> models.Model:
    return side.build(model_of("agenda.Event"), 0, TAUGHT["agenda.Event"] | {"kind": kind})


def a_meeting(side: Side, n: int) -> models.Model:
    """The near one is a month that waits for a host."""
    month, shift = divmod(n + (0 if side.open else 6), 12)
    event = None if side.open else a_date(side, "meeting")
    return model_of("permanences.Meeting").objects.create(month=date(2099 + month, shift + 1, 1), event=event)


def a_version(side: Side, n: int) -> models.Model:
    """The near one is restituted; the far one has just been frozen, and nobody outside its team knows of it."""
    edition, told = model_of("restitution.Edition"), "mot" if side.open else CANARY
    text = json.dumps({
        "number": 1, "met": 10, "limits": told, "territory": told, "cohort": told, "recommendations": [],
        "findings": [{"label": "c1", "group": "assets", "theme": told, "text": told, "category": "", "verbatims": []}],
    })  # fmt: skip
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    facts = {"diagnostic": side.of(model_of("diagnostics.Diagnostic"), n), "made_by": side.of(Person), "number": 1}
    if not side.open:
        return edition.objects.create(**facts, sha256=sha256)
    made = edition.objects.create(**facts, sha256=sha256, text=text, state="restituted", cleared_at=timezone.now())
    day, by = date(2026, 3, 2), {"recorded_by": side.of(Person)}
    model_of("restitution.PreRestitution").objects.create(edition=made, held_on=day, present="mot", **by)
    model_of("restitution.Restitution").objects.create(
        diagnostic=made.diagnostic,
        edition=made,
        presented_on=day,
        held_on=day,
        format="room",
        invited=1,
        present=1,
        **by,
    )
    return made


def of_version(label: str, name: str):
    """The near one came with its version."""

    def make(side: Side, n: int) -> models.Model:
        edition = side.of(model_of("restitution.Edition"), n)
        return getattr(edition, name) if side.open else side.build(model_of(label), n, {"edition": edition})

    return make


# how to make what introspection cannot guess: some fields, or the whole object
TAUGHT = {
    "people.Person": lambda side, n: make_person(name=f"{'Mot' if side.open else CANARY.title()} {next(_numbers)}"),
    "people.Scope": scope_of(ScopeKind.COHORT),
    "people.RoleGrant": {"role": Role.OBSERVER, "ends_on": None, "scope": cohort_scope},
    "people.Invitation": {"role": Role.OBSERVER, "role_ends_on": None, "scope": cohort_scope},
    "people.Consent": lambda side, n: side.build(
        model_of("people.Consent"), n, {"kind": ("directory", "news", "picture")[n % 3]}),
    "devices.Accompaniment": {"ally": None, "stop_reason": "", "confirmed_how": ""},
    "cohorts.Cohort": {"scope": scope_of(ScopeKind.COHORT), "state": "design"},
    "cohorts.Load": {"paid_quarter_days": 4},
    "cohorts.Participation": {
        "scope": scope_of(ScopeKind.DELEGATION, parent=lambda side: side.of(model_of("cohorts.Cohort")).scope)},
    "recruitment.Candidacy": {"scope": lambda side, n: side.of(model_of("cohorts.Participation"), n).scope},
    # the near one is past, so that its room and its questions open; the far one is its circle's alone
    "agenda.Series": {"scope": cohort_scope, "openness": openness, "starts_at": time(11), "ends_at": time(13),
                      "skipped_months": [7, 8], "last_day": None},
    "agenda.Event": {"scope": cohort_scope, "openness": openness, "series_day": None, "series": None,
                     "ends_at": None, "registration_until": None, "presence_code": "", "kind": "permanence"},
    "agenda.Registration": {"state": "seated", "person": of("people.Person"), "guest_email": "", "guest_name": ""},
    "agenda.Feed": {"person": of("people.Person"), "scope": None},
    "permanences.Matter": {"author": of("people.Person"), "guest_email": "", "guest_name": "", "answer": "",
                           "question": "", "destination": "", "slot": None},
    "permanences.Sitting": {"event": lambda side, n: a_date(side, "permanence")},
    "permanences.Meeting": a_meeting,
    "letters.Series": {"scope": cohort_scope},
    # one draft at a time: the first is in writing, the others were handed
    "institutions.IntentionNote": {
        "number": lambda side, n: n + 1, "state": lambda side, n: "handed" if n else "draft", "period": "2026", "answer": ""},
    "institutions.JointEvent": {"event": None},
    "engineering.EngineeringSupport": {"subjects": "|water|"},
    "letters.Letter": {"scope": cohort_scope, "issue": None, "kind": "task"},
    "letters.Refusal": {"kind": "newsletter"},
    "letters.Issue": {"media": False},
    "letters.Item": {"picture": lambda side, n: ContentFile(b"\x89PNG\r\n\x1a\n", "mot.png"), "media_type": "image/png"},
    "pilots.PilotProject": {"kind": "micro", "paused_from": ""},
    "pilots.Note": {
        "state_service": "", "advice": lambda side, n: [],
        "words": lambda side, n: {"why": f"{'mot' if side.open else CANARY}-{next(_numbers)}"}},
    "pilots.Stand": {"since": lambda side, n: date(2026, 3, 2 + n)},
    "pilots.Deliverable": {"url": "", "media_type": "", "file": ""},
    "programme.Document": {
        "url": "", "media_type": "application/pdf", "file": lambda side, n: ContentFile(b"%PDF-1.7", "mot.pdf")},
    "programme.Output": {"kind": "stakes", "headline": "", "year": None, "path": "", "levers": "", "blockages": ""},
    "support.ForumNote": {"thread": None, "question": None},
    "territories.Territory": {"published": False, "department": "31"},
    "evaluation.EffectLink": {"outcome": of("evaluation.Effect", 1)},
    "evaluation.Effect": {"second_label": ""},
    "evaluation.ValueSheet": {"effect": None},
    "evaluation.ChangeStory": {
        "effect": None, "sound_type": "audio/ogg", "sound": lambda side, n: ContentFile(b"OggS", "mot.ogg")},
    "evaluation.Paper": {"annex_of": None},
    "evaluation.DatedVersion": {"number": lambda side, n: n + 1},
    "evaluation.FollowUp": {"months": lambda side, n: 6 + n},
    "evaluation.Viewpoint": {"reminded_on": None},
    "workspace.Consultation": {"notice": ""},
    "workspace.Call": {"reason": ""},
    "workspace.Position": {
        "moment": "end", "gaps": "", "on_expectations": "", "wanted": "", "follows": "", "next_steps": "", "engagement": "", "carried_by": ""},
    "delegations.Assistance": {"given_by": of("people.Person", 1)},
    "workspace.Pause": {"format": "balcony"},
    "pairs.Pair": {"agent": of("people.Person", 1), "proposed_by": of("people.Person")},
    "pairs.Point": {"decision": ""},
    "restitution.Edition": a_version,
    "restitution.PreRestitution": of_version("restitution.PreRestitution", "presentation"),
    "restitution.Restitution": of_version("restitution.Restitution", "restitution"),
    "restitution.Review": {"sha256": ""},
    "restitution.Remark": {"kind": "fact", "outcome": "", "answer": ""},
    "restitution.PublishedRecommendation": {"taken_up": "", "why": "", "project": None},
    "circles.Circle": {"ends_on": lambda side, n: next_year()},
    "circles.Guest": {"ends_on": lambda side, n: next_year()},
    "circles.Opened": {"kind": "digest", "session": None, "document": None, "consultation": None, "circle": of("circles.Circle")},
    "circles.Candidate": {"left_because": ""},
    "narratives.Narrative": {
        "file_removed_on": None, "media_type": "application/pdf", "file": lambda side, n: ContentFile(b"%PDF-1.7", "mot.pdf")},
    "narratives.Passage": {"kind": "told", "named": False, "asked_on": None, "answered_on": None, "correction": "", "own_answer": False},
    "reports.Chapter": {"kind": "territory", "drafter": None, "participation": of("cohorts.Participation")},
    "reports.Decision": {"state": "validated"},
    "reports.Revision": {"number": lambda side, n: n + 1},
    # nobody but those who lead sees one that could not be made
    "reports.Edition": {"number": lambda side, n: n + 1, "state": "failed"},
    "reports.Frozen": every_document,
    "reports.Photograph": {"file": lambda side, n: ContentFile(b"\xff\xd8\xff\xe0", "mot.jpg")},
    "support.Slot": {"subject": "", "minutes": 45},
    "diagnostics.Diagnostic": {
        "scope": scope_of(ScopeKind.DIAGNOSTIC, parent=lambda side: side.of(model_of("cohorts.Cohort")).scope),
        "grid": of("diagnostics.Grid"), "space": "", "key_to_change": False, "keeping_days": 60,
        "participation": lambda side, n: side.of(model_of("cohorts.Participation"), n)},
    "diagnostics.Grid": {"number": lambda side, n: n + 1},
    # somebody invited, whose link opens and who took the near time
    "diagnostics.Contact": {
        "state": "invited", "consent": "", "may_quote": False, "link_number": 1, "sub_type": None,
        "link_until": lambda side, n: next_year()},
    "diagnostics.Slot": {"contact": of("diagnostics.Contact"), "minutes": 60},
    "diagnostics.Target": {"sub_type": None, "count": 1},
    "diagnostics.Questionnaire": {"closes_on": lambda side, n: next_year()},
    # whoever leads a cohort chooses among all those who are trained today: the far one will be
    "diagnostics.Credential": {
        "role": "diagnostician", "experienced": True, "valid_until": None,
        "valid_from": lambda side, n: timezone.localdate() if side.open else next_year()},
    "companionship.Companionship": {"state": "invited"},
    "companionship.Pair": {"other": of("cohorts.Participation", 3)},
    "companionship.Trip": {"cancelled_because": "", "event": of("agenda.Event", 5)},
    "companionship.Visit": {"elected": of("delegations.Seat"), "agent": None},
    "companionship.Rebound": {"event": of("agenda.Event", 9)},
    # one ally holds a mission, the others come in complement
    "missions.Engagement": {"part": lambda side, n: "complement" if n else "lead", "left_because": ""},
    "missions.Change": {"engagement": of("missions.Engagement")},
    "missions.Appraisal": {"mission": of("missions.Mission")},
    "missions.Rate": {"valid_from": lambda side, n: date(2026, 3, 2) + timedelta(days=next(_numbers))},
    "missions.Convention": {"engagement": of("missions.Engagement"), "planned_quarters": 4},
    "missions.Amendment": {"convention": of("missions.Convention"), "added_quarters": 4},
    "missions.Day": {"quarters": 1},
    "supervision.Circle": {"scope": scope_of(ScopeKind.GROUP), "cohort": of("cohorts.Cohort")},
    "supervision.Lesson": {"place": None, "case": of("supervision.Case")},
    "peers.PeerGroup": {"cohort": of("cohorts.Cohort"), "successor": None, "label": lambda side, n: f"{'mot' if side.open else CANARY}-groupe-{next(_numbers)}"},
    "peers.Tie": {"says": of("peers.Membership"), "about": of("peers.Membership", 1)},
    "peers.Contribution": {"kind": "request", "to": None},
    "peers.Statement": {"kind": "revelation", "to": None, "due_on": None, "reason": ""},
    # the number one of the near side is among the elected
    "questions.Question": {"category": lambda side, n: "elected" if side.open else "agent"},
    "questions.Agreement": {"answer": of("questions.Answer")},
    "workshops.Workshop": {"cohort": of("cohorts.Cohort"), "session": None, "group": None, "participation": None, "current": None},
    "workshops.Step": {"kind": "collect", "ballot": "", "dots": None},
    "workshops.FormatStep": {"kind": "collect", "ballot": "", "dots": None},
    "workshops.Card": {"reason": ""},
    # of a whole cohort; its demand was said in the room, its remark is on this demand
    "agora.Agora": {"participation": None},
    "agora.AgoraItem": {"kind": "claim", "to": None, "statement": None, "by_hand": True},
    "agora.Answer": {"item": of("agora.AgoraItem")},
    "agora.Remark": {"item": of("agora.AgoraItem"), "convergence": None, "resolution": None},
    "agora.Resolution": {"reason": "", "decision": None},
    "agora.Dissent": {"resolution": of("agora.Resolution")},
    "agora.FollowUp": {"says": "", "months": lambda side, n: 3 + n},
    "territories.Place": {"code": lambda side, n: f"lieu-{next(_numbers)}"},
    "territories.Link": {"around": of("territories.Territory", 1)},
    "referentials.Version": lambda side, n: category().version,
    "referentials.Item": lambda side, n: category(),
    # by somebody whom the whole alliance reads
    "referentials.Proposal": {
        "proposed_by": lambda side, n: make_person(), "change": "add", "key": "", "part": "stake", "said_by": "elected", "said_to": "", "answer": "", "state": "open", "carried_in": None},
    "referentials.Remark": {"said_by": lambda side, n: make_person()},
    "referentials.Trace": {"source": "peers"},
}  # fmt: skip


def now(side: Side, n: int):
    return timezone.now()


PUBLISHED = {"state": "published", "accepted_at": now, "accepted_by": of("people.Person"),
             "published_at": now, "published_by": of("people.Person")}  # fmt: skip
# what differs on the side that is open to all
OPEN = {
    "cohorts.Cohort": {"state": "running"},
    "territories.Territory": {"published": True},
    "agenda.Event": {"state": "confirmed"},
    "programme.Session": {"state": "documented"},
    "questions.Sheet": {"state": "published", "published_on": date(2026, 3, 9)},
    "programme.Minutes": {"state": "published", "until": date(2026, 3, 2), "published_on": date(2026, 3, 9)},
    "devices.Accompaniment": {"state": "running"},
    "workspace.MethodSheet": {"state": "published"},
    "letters.Issue": {"state": "archived", "number": 1, "recipients": 0, "sent_at": now, "audience": 3},
    "circles.Draw": {
        "state": "published",
        "frozen_at": now,
        "frozen_by": of("people.Person"),
        "drawn_at": now,
        "drawn_by": of("people.Person"),
        "attempt": 1,
    },
    "evaluation.Effect": PUBLISHED,
    # given to all by its evaluator
    "evaluation.DatedVersion": {"state": "public", "issued_at": now, "issued_by": of("people.Person")},
    # recorded, so that its referent may publish it
    "evaluation.FollowUp": {"state": "recorded", "recorded_at": now, "recorded_by": of("people.Person")},
    # submitted, and opened to all by its delegation
    "pilots.Note": {
        "state": "submitted",
        "submitted_at": now,
        "submitted_by": of("people.Person"),
        "public_at": now,
        "public_by": of("people.Person"),
    },
    "pilots.Deliverable": {
        "state": "delivered",
        "delivered_on": date(2026, 3, 2),
        "media_type": "application/pdf",
        "file": lambda side, n: ContentFile(b"%PDF-1.7", "mot.pdf"),
    },
    "contracts.Contract": {"state": "signed", "signed_on": date(2026, 3, 2)},
    "evaluation.Limit": PUBLISHED,
    "companionship.Companionship": {
        "state": "active",
        "shown": True,
        "joined_on": date(2026, 3, 2),
        "referent": of("people.Person"),
    },
    "companionship.Trip": {"state": "open"},
    "narratives.Narrative": {"state": "published", "published_at": now, "published_by": of("people.Person")},
    "reports.Report": {"state": "validating"},
    "reports.Chapter": {"state": "proposed"},
    "reports.Edition": {"state": "published", "published_at": now},
    "reports.Photograph": {"published_at": now},
    "convergences.Topic": {"state": "proposed"},
    "workshops.Workshop": {"state": "open", "opened_on": date(2026, 3, 2)},
    "workshops.Format": {"state": "shared"},
    "agora.Agora": {"state": "open"},
    "agora.Resolution": {"state": "adopted", "adopted_on": date(2026, 3, 2)},
    # its territory is asked
    "supervision.Lesson": {
        "state": "offered",
        "reach": "alliance",
        "offered_at": now,
        "place": of("cohorts.Participation"),
    },
}


def scope_for(role: Role, side: Side) -> Scope:
    """Where a role is held on a side: the widest place it may be given in there."""
    kind = ROLES[role].scopes[0]
    if kind == ScopeKind.PLATFORM:
        return platform()
    if kind == ScopeKind.COHORT:
        return side.of(model_of("cohorts.Cohort")).scope
    if kind == ScopeKind.DELEGATION:
        return side.of(model_of("cohorts.Participation")).scope
    return make_scope(kind, f"{kind}-{side.name}")
