"""What a participant does from a phone. Each may be sent twice, and counts once: a network cut loses and doubles nothing."""

import hashlib
import secrets

from django.db import transaction
from django.db.models import Exists
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from fabrique.accompaniment.peers.models import sealed_name
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.enums import (
    CARD,
    LONGEST_CARD,
    MOST_CARDS,
    MOST_PARTICIPANTS,
    CardState,
    Position,
)
from fabrique.accompaniment.workshops.models import Card, Dot, Participant, Step, Vote, Workshop
from fabrique.accompaniment.workshops.rooms import wall_behind
from fabrique.core import live
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.permanences.flood import over
from fabrique.ground.referentials.models import Item

SALT = "fabrique.workshops.participant"
CARDS_A_MINUTE = 12


def imprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(person: Person, workshop: Workshop) -> str:
    """Of somebody with an account: the same from each of their devices, so that they are in the room once."""
    return salted_hmac(SALT, f"{workshop.code}:{person.code}", algorithm="sha256").hexdigest()


@transaction.atomic
def come_in(*, workshop: Workshop, category: Item | None, by: Person, token: str = "") -> tuple[Participant, str]:
    """The participant and their token, kept by their browser alone. Come in again, one is the same, of the same category."""
    may.come_in(by, workshop)
    known = by.is_authenticated
    token = token_of(by, workshop) if known else token or secrets.token_urlsafe(32)
    if workshop.participants.count() >= MOST_PARTICIPANTS:
        raise Denied(_("Cet atelier est plein."))
    facts = {"workshop": workshop, "category": category, "account": sealed_name(by if known else None)}
    participant, new = Participant.objects.get_or_create(token_hash=imprint(token), defaults=facts)
    if participant.workshop_id != workshop.pk:
        raise Denied(_("Entrez d’abord dans l’atelier."))
    if new:
        live.note(workshop.topic, "participant", draws=False)
    return participant, token


@transaction.atomic
def write_card(*, step: Step, text: str, once: str, by: Participant) -> Card:
    """Sent again under the same `once`, it answers as the first time, even once the step is over or the card taken back."""
    if sent := Card.objects.filter(participant=by, once=once).first():
        return sent
    may.write_card(by, step)
    text = worded(text)
    if over(f"workshop-cards:{by.code}", CARDS_A_MINUTE, 60) or by.cards.count() >= MOST_CARDS:
        raise Denied(_("Beaucoup de cartes viennent de vous. Gardez votre texte, envoyez-le dans une minute."))
    facts = {"workshop": step.workshop, "step": step, "text": text}
    card, new = Card.objects.get_or_create(participant=by, once=once, defaults=facts)
    if new:
        live.note(step.workshop.topic, "card")  # without its code: each phone would know when it came
    return card


def worded(text: str) -> str:
    text = text.strip()
    if not any(sign.isprintable() and sign != " " for sign in text):  # signs without width are no words
        raise Denied(_("Écrivez quelque chose."))
    if len(text) > LONGEST_CARD:
        raise Denied(_("Une carte tient en %(most)s signes. La vôtre en a %(long)s : coupez-la en deux.") % {"most": LONGEST_CARD, "long": len(text)})  # fmt: skip
    return text


@transaction.atomic
def take_back(*, card: Card, by: Participant) -> None:
    """At any time, exported or archived: no word of it is left, nor any vote on it."""
    may.take_back(by, card)
    if card.state == CardState.TAKEN_BACK:
        return
    CARD.make(card, "take-back")
    card.text = card.reason = ""
    card.cluster = None
    card.save(update_fields=["state", "text", "reason", "cluster"])
    forget_voices(card)
    live.note(card.workshop.topic, "card")
    forget_voices(card)  # come in meanwhile; whoever votes after that finds no card (`count_in`)


def forget_voices(card: Card) -> None:
    card.votes.all().delete()
    card.dots.all().delete()


@transaction.atomic
def leave(*, workshop: Workshop, by: Person, keeps: bool) -> None:
    """Their place stays, of nobody any more, with its voices (ADR 0084); their cards stay with it, or are taken back."""
    here = Participant.objects.filter(workshop=workshop, token_hash=imprint(token_of(by, workshop))).first()
    if here is None:
        return
    for card in Card.objects.filter(participant=here).with_words() if not keeps else ():
        take_back(card=card, by=here)
    Participant.objects.filter(pk=here.pk).update(account=sealed_name(), token_hash=f"nobody {here.code}")


def votable(step: Step, card: Card) -> None:
    """Among the cards that this step is about, on the wall."""
    wall = wall_behind(step)
    if wall is None or card.step_id != wall.step.pk:
        raise Denied(_("Cette carte n’est pas de ce vote."))
    on_the_wall(card.state == CardState.SHOWN)


def on_the_wall(standing: bool) -> None:
    if not standing:
        raise Denied(_("Cette carte n’est plus sur le mur."))


def count_in(step: Step, card: Card) -> None:
    """Under the lock of the room's changes: no voice comes in behind a result that is shown, nor on a card taken back."""
    live.note(step.workshop.topic, "vote", draws=False)
    standing = Exists(Card.objects.on_the_wall().filter(pk=card.pk))
    now = Step.objects.only("shown").annotate(standing=standing).get(pk=step.pk)
    may.still_asked(now)
    on_the_wall(now.standing)


@transaction.atomic
def vote(*, step: Step, card: Card, position: str, by: Participant) -> None:
    """Changed as often as one likes while the step lasts; `""` takes it back."""
    may.vote(by, step)
    votable(step, card)
    if position and position not in Position.values:
        raise Denied(_("Choisissez l’une des trois réponses."))
    if position:
        one = Vote(step=step, participant=by, card=card, position=position)
        keys = ["step", "participant", "card"]
        Vote.objects.bulk_create([one], update_conflicts=True, unique_fields=keys, update_fields=["position"])
    else:
        Vote.objects.filter(step=step, participant=by, card=card).delete()
    count_in(step, card)


@transaction.atomic
def place_dots(*, step: Step, card: Card, count: int, by: Participant) -> int:
    """So many dots of theirs on this card, all told: asked twice, it changes nothing more. How many they have left."""
    may.place_dots(by, step)
    votable(step, card)
    most = step.dots or 0
    Participant.objects.select_for_update().get(pk=by.pk)
    mine = list(Dot.objects.filter(step=step, participant=by).order_by("number"))
    here = [dot for dot in mine if dot.card_id == card.pk]
    if not 0 <= count <= len(here) + most - len(mine):
        raise Denied(_("Vous n’avez plus de points. Reprenez-en un ailleurs pour le poser ici."))
    if count < len(here):
        Dot.objects.filter(pk__in=[dot.pk for dot in here[count:]]).delete()
    free = [number for number in range(1, most + 1) if number not in {dot.number for dot in mine}]
    facts = {"step": step, "participant": by, "card": card, "most": most}
    Dot.objects.bulk_create([Dot(number=number, **facts) for number in free[: max(count - len(here), 0)]])
    count_in(step, card)
    return most - len(mine) + len(here) - count
