"""The day when notes and names are destroyed: keys first, then words, then who was written to (R370).

    @erased_with
    def interviews(diagnostic) -> int: …     # what an area above destroys with it; how many rows

in the area's `ties.py`.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from fabrique.accompaniment.diagnostics import letters
from fabrique.accompaniment.diagnostics.enums import DiagnosticState
from fabrique.accompaniment.diagnostics.models import Answer, Diagnostic
from fabrique.core import audit
from fabrique.core.vault.spaces import destroy_space
from fabrique.ground.messages.actions import forget_guests

Eraser = Callable[[Diagnostic], int]
_erasers: list[Eraser] = []


def erased_with(eraser: Eraser) -> Eraser:
    _erasers.append(eraser)
    return eraser


def erase(diagnostic: Diagnostic) -> Diagnostic:
    """By the worker, on the day announced; run twice, it destroys nothing more. The line in the journal is the certificate."""
    keys = destroy_space(diagnostic.space) if diagnostic.space else 0
    with transaction.atomic():
        stored = Diagnostic.objects.select_for_update(of=("self",)).get(pk=diagnostic.pk)
        if stored.erased_at:
            return stored
        until = stored.erase_after
        others = sum(eraser(stored) for eraser in _erasers)
        stored.slots.all().delete()
        answers = Answer.objects.filter(questionnaire__diagnostic=stored).delete()[0]
        contacts = stored.contacts.all().delete()[0]
        stored.kept_names.all().delete()
        sent = forget_guests(letters.matter(stored))
        values = {"state": DiagnosticState.ARCHIVED, "space": "", "erased_at": timezone.now(), "key_to_change": False}
        stored.save_values(values, seen=stored.version)
        audit.record(None, "diagnostic-erased", stored, keys=keys, contacts=contacts, answers=answers, letters=sent,
                     others=others, announced=until)  # fmt: skip
    return stored
