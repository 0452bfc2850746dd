"""Short questions and change stories: written by any participant, in their own place, and turned into effects."""

from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.actions.findings import propose_effect
from fabrique.accompaniment.evaluation.enums import EvidenceKind
from fabrique.accompaniment.evaluation.models import ChangeStory, Effect, Evidence, ValueSheet
from fabrique.core import audit, sounds
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item


@transaction.atomic
def add_sheet(*, participation: Participation, category: Item, changed: str, frame: Item, by: Person, **more: str) -> ValueSheet:  # fmt: skip
    """The journal says that somebody answered, never what."""
    may.propose(by, participation)
    held(participation.cohort)
    own = ValueSheet.objects.filter(participation=participation, written_by=by)
    if own.filter(category=category, changed=changed).exists():
        raise Denied(_("C’est déjà écrit."))
    sheet = ValueSheet.objects.create(
        participation=participation, category=category, changed=changed, frame=frame, written_by=by,
        for_whom=more.get("for_whom", ""), shown_by=more.get("shown_by", ""), not_acting=more.get("not_acting", ""),
    )  # fmt: skip
    audit.record(by, "value-told", sheet, category=category.key)
    return sheet


@transaction.atomic
def edit_sheet(*, sheet: ValueSheet, seen: int, by: Person, **values: Any) -> ValueSheet:
    may.edit_sheet(by, sheet)
    changed = sheet.save_values(values, seen=seen)
    audit.record(by, "value-edited", sheet, fields=", ".join(changed))
    return sheet


@transaction.atomic
def turn_into_effect(*, sheet: ValueSheet, by: Person) -> Effect:
    """One click: the words become a proposed effect, read again as any other; what shows it becomes its proof."""
    may.turn_sheet(by, sheet)
    if sheet.effect_id:
        raise Denied(_("Ces réponses sont déjà devenues un effet."))
    text = "\n".join(filter(None, [sheet.changed, sheet.for_whom]))
    effect = propose_effect(
        participation=sheet.participation, text=text, frame=sheet.frame, by=by, said_by=sheet.category.label[:200]
    )
    if sheet.shown_by:
        Evidence.objects.get_or_create(
            effect=effect, kind=EvidenceKind.DOCUMENT, text=sheet.shown_by, defaults={"added_by": by}
        )
    sheet.save_values({"effect": effect}, seen=sheet.version)
    audit.record(by, "value-turned", sheet, effect=effect.code)
    return effect


def check_story(values: dict[str, Any], *, heard: bool = False) -> None:
    if heard and not (values.get("before") and values.get("after")):
        raise Denied(_("Écrivez aussi l’avant et l’après : qui n’entend pas doit pouvoir lire cette histoire."))
    if not values.get("url") and not (values.get("before") and values.get("after")):
        raise Denied(_("Racontez l’avant et l’après, ou donnez le lien de ce qui est enregistré."))


@transaction.atomic
def tell_change(*, participation: Participation, title: str, by: Person, **told: Any) -> ChangeStory:
    may.propose(by, participation)
    held(participation.cohort)
    sound: File | None = told.get("sound")
    check_story(told, heard=sound is not None)
    check_own_effect(participation, told.get("effect"))
    if participation.change_stories.filter(title=title).exists():
        raise Denied(_("Une histoire porte déjà ce titre ici."))
    names = ("before", "trigger", "after", "noticed_by", "url", "effect")
    values = {name: told[name] for name in names if name in told}
    story = ChangeStory(participation=participation, title=title, written_by=by, **values)
    if sound is not None:
        story.sound_type = sounds.recognise(sound)
        story.sound.save("", sound, save=False)
    story.save()
    audit.record(by, "change-told", story)
    return story


def check_own_effect(participation: Participation, effect: Effect | None) -> None:
    if effect is not None and effect.participation_id != participation.pk:
        raise Denied(_("L’effet est celui d’un autre territoire."))


@transaction.atomic
def edit_story(*, story: ChangeStory, seen: int, by: Person, sound: File | None = None, without_sound: bool = False, **values: Any) -> ChangeStory:  # fmt: skip
    """Another voice, or none any more: the file before goes once the new row is surely there."""
    may.edit_story(by, story)
    gone = bool(story.sound) and without_sound and sound is None
    check_story(values, heard=sound is not None or (bool(story.sound) and not gone))
    check_own_effect(story.participation, values.get("effect"))
    if story.participation.change_stories.filter(title=values.get("title", story.title)).exclude(pk=story.pk).exists():
        raise Denied(_("Une histoire porte déjà ce titre ici."))
    before = str(story.sound.name or "")
    if sound is not None:
        media_type = sounds.recognise(sound)
        story.sound.save("", sound, save=False)
        values |= {"sound": story.sound.name, "sound_type": media_type}
    elif gone:
        values |= {"sound": "", "sound_type": ""}
    if "sound" in values and before:
        transaction.on_commit(partial(story.sound.storage.delete, before))
    changed = story.save_values(values, seen=seen)
    audit.record(by, "change-edited", story, fields=", ".join(changed))
    return story
