"""A category answers a demand: written by one of its members, given with a second one (R412, ADR 0088)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.agora import letters
from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.enums import ANSWER, AnswerSays
from fabrique.accompaniment.agora.models import AgoraItem, Answer
from fabrique.accompaniment.agora.voices import addressees, voices
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item


@transaction.atomic
def answer(*, item: AgoraItem, category: Item, says: str, by: Person, words: str = "", seen: int = 0) -> Answer:
    """A draft; written again, it waits for a second voice again. Raises `Conflict` when somebody wrote it since."""
    item = AgoraItem.objects.select_for_update(of=("self",)).worded().select_related("agora__cohort__scope").get(pk=item.pk)  # fmt: skip
    may.answer(by, item)
    asked = {one.key for one in addressees(item, item.agora.categories())}
    if category.key not in asked & voices(by, item.agora):
        raise Denied(_("La réponse revient à la catégorie à qui la demande s’adresse."))
    if says != AnswerSays.ACCEPT and not words.strip():
        raise Denied(_("Dites pourquoi, ou à quelles conditions : un refus argumenté vaut mieux qu’un silence."))
    values = {"says": says, "words": words.strip(), "written_by": by, "agreed_at": None, "agreed_by": None}
    found = item.answers.filter(category__key=category.key).first()
    if found:
        ANSWER.make(found, "rewrite")
        found.save_values(values | {"state": found.state}, seen=seen)
    else:
        found = Answer.objects.create(item=item, category=category, **values)
    audit.record(by, "agora-answer-written", found, item=item.code)
    letters.second_voice_wanted(found, by)
    return found


@transaction.atomic
def agree(*, answer: Answer, by: Person, seen: int) -> Answer:
    """To these words, not to others written since."""
    may.agree(by, answer)
    ANSWER.make(answer, "agree")
    values = {"state": answer.state, "agreed_at": timezone.now(), "agreed_by": by}
    answer.save_values(values, seen=seen)
    audit.record(by, "agora-answer-agreed", answer, item=answer.item.code)
    letters.answered(answer, by)
    return answer
