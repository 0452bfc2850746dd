"""What came out of a diagnostic, as short as it can be: a version restituted, with its recommendations."""

import hashlib
import json
from datetime import date

from django.utils import timezone

from fabrique.accompaniment.pilots.models import Note, PilotProject
from fabrique.accompaniment.restitution.models import (
    Edition,
    PreRestitution,
    PublishedRecommendation,
    Restitution,
)
from tests.world import make_diagnostic, make_person

DAY = date(2026, 3, 2)


def restitute(participation, *texts: str, on: date = DAY) -> list[PublishedRecommendation]:
    by = make_person()
    text = json.dumps(
        {"number": 1, "met": 10, "limits": "", "territory": "", "cohort": "", "recommendations": [], "findings": []}
    )
    edition = Edition.objects.create(
        diagnostic=make_diagnostic(participation), number=1, made_by=by, text=text, state="restituted",
        sha256=hashlib.sha256(text.encode()).hexdigest(), cleared_at=timezone.now(),
    )  # fmt: skip
    PreRestitution.objects.create(edition=edition, held_on=on, present="?", recorded_by=by)
    Restitution.objects.create(
        diagnostic=edition.diagnostic, edition=edition, presented_on=on, held_on=on, format="room", invited=1, present=1,
        recorded_by=by,
    )  # fmt: skip
    return [
        PublishedRecommendation.objects.create(edition=edition, label=f"r{n}", order=n, text=words)
        for n, words in enumerate(texts, 1)
    ]


def make_note(project: PilotProject, kind: str = "intention", state: str = "draft", **fields) -> Note:
    by = make_person()
    when = {} if state == "draft" else {"submitted_at": timezone.now(), "submitted_by": by}
    if state == "accepted":
        when |= {"accepted_at": timezone.now(), "accepted_by": by}
    words = {"why": "Parce que", "perimeter": "Le bourg", "means": "Deux agents"}
    fields = {
        "summary": "En bref",
        "words": words,
        "after": "Ensuite" if kind == "feasibility" else "",
        "number": 1,
    } | fields
    return Note.objects.create(project=project, kind=kind, state=state, begun_by=by, **when, **fields)
