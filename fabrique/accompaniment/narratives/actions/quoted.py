"""The link of a person quoted (R508): the author sends or closes it; by it, its bearer answers for their own words."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.narratives import guests
from fabrique.accompaniment.narratives import permissions as may
from fabrique.accompaniment.narratives.actions.passages import settle
from fabrique.accompaniment.narratives.enums import ERASED, WAITING, Consent, PassageKind
from fabrique.accompaniment.narratives.models import Passage
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.messages.readers import Guest
from fabrique.ground.people.models import Person


@transaction.atomic
def send_link(*, passage: Passage, email: str, by: Person, language: str = "fr") -> Passage:
    """The former link, if any, opens nothing from then on. The address serves this letter and is kept nowhere else."""
    may.write_part(by, passage)
    if passage.kind != PassageKind.QUOTE or passage.consent in ERASED:
        raise Denied(_("Il n’y a ici aucune citation à faire lire."))
    if passage.consent == Consent.TO_ASK:
        settle(passage, "ask", seen=passage.version, by=by)
    sent = {"link_number": passage.link_number + 1, "linked_on": timezone.localdate()}
    passage.save_values(sent, seen=passage.version)
    narrative = passage.narrative
    with override(language):
        subject = _("%(who)s vous cite : êtes-vous d’accord ?") % {"who": narrative.organisation.name}
        lines = [
            _("%(who)s raconte %(place)s, et y cite une phrase de vous.")
            % {"who": narrative.organisation.name, "place": narrative.told_place},
            _("Le lien ci-dessous vous la donne à lire, sans compte à créer. Vous dites si elle peut paraître, avec ou sans votre nom ; vous pouvez demander une correction, ou refuser."),
            _("Gardez-le : par lui, vous pourrez reprendre votre accord quand vous voudrez. Ces mots seront alors effacés partout où nous les avons mis."),
            _("Il est à vous seul·e. Si cette lettre n’est pas pour vous, ne faites rien."),
        ]  # fmt: skip
    # it belongs to no scope: nobody finds this address in a list of letters
    once = f"{guests.matter(passage)}{passage.link_number}"
    notify(Guest(email.lower(), passage.name[:120], language), Kind.TASK, subject, lines, guests.address(passage), once=once)  # fmt: skip
    audit.record(by, "quote-link-sent", narrative, passage=passage.code)
    return passage


@transaction.atomic
def close_link(*, passage: Passage, by: Person) -> Passage:
    """Sent to a wrong address. Once they have answered it stays: it is how they change their mind."""
    may.write_part(by, passage)
    if passage.linked_on is None:
        raise Denied(_("Aucun lien n’est ouvert."))
    if passage.agreed_before or passage.consent not in WAITING:
        raise Denied(_("Cette personne a répondu : son lien lui permet de changer d’avis, il reste ouvert."))
    passage.save_values({"linked_on": None}, seen=passage.version)
    guests.forget(passage)
    audit.record(by, "quote-link-closed", passage.narrative, passage=passage.code)
    return passage


def held(passage: Passage) -> Passage:
    """The row as it stands, until the end of the transaction; refused when the link opens nothing any more."""
    stored = Passage.objects.select_for_update(of=("self",)).select_related("narrative").get(pk=passage.pk)
    if stored.linked_on is None or stored.link_number != passage.link_number:
        raise Denied(_("Ce lien n’est plus valable. Écrivez à qui vous l’a envoyé : une autre lettre suffit."))
    if refusal := guests.closed(stored):
        raise Denied(refusal)
    return stored


@transaction.atomic
def answer(*, passage: Passage, name: str, seen: int, named: bool = False) -> Passage:
    """By the link of the person quoted, for the words that they read: changed since, they are to be read again."""
    stored = held(passage)
    if name not in ("give", "refuse", "withdraw"):
        raise Denied(_("Ce changement n’existe pas."))
    if named and not stored.name:
        raise Denied(_("L’auteur n’a pas noté votre nom : dites votre accord sans lui, ou demandez une correction."))
    try:
        return settle(stored, name, seen=seen, by=None, named=named)
    except Conflict:
        raise Denied(_("Ces mots ont changé entre-temps. Relisez-les, puis répondez.")) from None


@transaction.atomic
def ask_correction(*, passage: Passage, correction: str) -> Passage:
    """For the author, who alone reads it. Nothing changes by itself: the words stay as they are until the author rewrites them."""
    stored = held(passage)
    stored.save_values({"correction": correction}, seen=stored.version)
    audit.record(None, "quote-correction-asked", stored.narrative, passage=stored.code)
    return stored
