"""Words taken back by who said them: known by a code, destroyed as soon as somebody of the team opens their vault (R356).

pending(diagnostic)            codes of contacts whose words must be destroyed; nothing goes out while there is one
settled(contact="…", by=…)     they are: the person's own name and address go with them, in letters too
kept_names(space, diagnostic)  the names and posts that no text may betray, those who left included: an open vault reads them
unquotable(diagnostic)         codes of contacts who answered that no phrase of theirs may be repeated, today
"""

import json

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics import letters
from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.models import Contact, Diagnostic, KeptName
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.vault.sealing import DoesNotOpen
from fabrique.core.vault.spaces import Erased, Space
from fabrique.ground.messages.actions import forget_guests
from fabrique.ground.people.models import Person

PLACE = "diagnostics.KeptName.words"
NAMELESS = {"name": "", "email": "", "phone": "", "function": "", "why": ""}


def pending(diagnostic: Diagnostic) -> set[str]:
    waiting = Contact.objects.filter(diagnostic=diagnostic, settled_at=None).exclude(withdrawn_at=None)
    return set(waiting.values_list("code", flat=True))


def unquotable(diagnostic: Diagnostic) -> set[str]:
    answered = Contact.objects.filter(diagnostic=diagnostic, may_quote=False).exclude(consent="")
    return set(answered.values_list("code", flat=True))


def keep_name(space: Space, diagnostic: Diagnostic, gone: Contact) -> None:
    if gone.name or gone.function:
        item = space.new_item()
        words = item.seal(json.dumps([gone.name, gone.function]), PLACE)
        KeptName.objects.create(code=item.code, diagnostic=diagnostic, words=words)


def kept_names(space: Space, diagnostic: Diagnostic) -> list[tuple[str, str]]:
    """`(name, function)`. Raises `Denied` when one does not open: what the guard cannot read it cannot protect."""
    rows = list(diagnostic.kept_names.all())
    try:
        items = space.items([row.code for row in rows])
        return [tuple(json.loads(items[row.code].open(row.words, PLACE))) for row in rows]
    except (DoesNotOpen, Erased):
        raise Denied(
            _("Le nom d’une personne qui a retiré ses mots ne s’ouvre plus : la garde ne peut plus le protéger. "
              "Demandez qu’une sauvegarde soit restaurée.")
        ) from None  # fmt: skip


@transaction.atomic
def settled(*, diagnostic: Diagnostic, contact: str, space: Space, by: Person) -> None:
    """Said twice, it was said the first time. What is written afterwards must still not name them (ADR 0065)."""
    may.read_words(by, diagnostic)
    rows = Contact.objects.filter(diagnostic=diagnostic, code=contact, settled_at=None).exclude(withdrawn_at=None)
    for gone in rows:
        if gone.email:
            forget_guests(letters.matter(diagnostic), email=gone.email)
        keep_name(space, diagnostic, gone)
    if rows.update(settled_at=timezone.now(), settled_by=by, **NAMELESS):
        audit.record(by, "diagnostic-withdrawal-settled", diagnostic)
