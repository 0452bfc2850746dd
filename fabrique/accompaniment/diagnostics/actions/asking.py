"""The anonymous questionnaire: opened and closed by the team, answered by anybody who has its address (R355)."""

import json
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.models import Answer, Diagnostic, Questionnaire
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item

MOST = 1000


@transaction.atomic
def open_questionnaire(*, diagnostic: Diagnostic, closes_on: date, by: Person) -> Questionnaire:
    """Or opened again, until another day."""
    may.invite(by, diagnostic)
    if diagnostic.grid is None or diagnostic.grid.agreed_at is None:
        raise Denied(_("Choisissez d’abord une trame convenue : le questionnaire pose les mêmes questions."))
    if closes_on < timezone.localdate():
        raise Denied(_("Donnez un jour à venir : un questionnaire a une fin."))
    row, _new = Questionnaire.objects.update_or_create(
        diagnostic=diagnostic,
        defaults={"closes_on": closes_on},
        create_defaults={"closes_on": closes_on, "opened_by": by},
    )
    audit.record(by, "diagnostic-questionnaire-opened", diagnostic, until=closes_on)
    return row


@transaction.atomic
def close_questionnaire(*, questionnaire: Questionnaire, by: Person) -> Questionnaire:
    may.close_questionnaire(by, questionnaire)
    if not questionnaire.is_open:
        raise Denied(_("Ce questionnaire est déjà fermé."))
    yesterday = timezone.localdate() - timedelta(days=1)
    values = {"closes_on": yesterday, "opens_on": min(questionnaire.opens_on, yesterday)}
    questionnaire.save_values(values, seen=questionnaire.version)
    audit.record(by, "diagnostic-questionnaire-closed", questionnaire.diagnostic)
    return questionnaire


@transaction.atomic
def answer(*, questionnaire: Questionnaire, words: dict[str, str], category: Item | None = None) -> Answer:
    """By nobody known: no account, no address, no hour, not even a line in the journal."""
    stored = Questionnaire.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)
    if not stored.is_open or stored.diagnostic.erased_at:
        raise Denied(_("Ce questionnaire est fermé. Merci d’être venu jusqu’ici."))
    if stored.answers.count() >= MOST:
        raise Denied(_("Ce questionnaire a reçu autant de réponses qu’il peut en lire."))
    said = {code: text.strip() for code, text in words.items() if text.strip()}
    if not said:
        raise Denied(_("Répondez au moins à une question, celle que vous voulez."))
    return Answer.objects.create(questionnaire=stored, category=category, words=json.dumps(said, ensure_ascii=False))
