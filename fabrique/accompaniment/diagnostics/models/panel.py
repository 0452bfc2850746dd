"""Whom to meet: the panel aimed at, the people, the times offered. What names somebody lies under the server's key."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from fabrique.accompaniment.diagnostics.enums import (
    BEFORE_INTERVIEWS,
    CONTACT_MET,
    ContactState,
    LetterKind,
    Mode,
    Voice,
)
from fabrique.accompaniment.diagnostics.models.framing import Diagnostic, OfDiagnosticQuerySet
from fabrique.accompaniment.diagnostics.models.team import Member
from fabrique.core.db import EVERYTHING, PublicCodeField, paired
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.models import Item

PERSON = settings.AUTH_USER_MODEL


class Target(Versioned):
    """How many people of a category, or of one of its kinds, one means to meet (R354)."""

    code = PublicCodeField()
    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="targets")
    category = models.ForeignKey(Item, models.PROTECT, related_name="+")
    sub_type = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    count = models.PositiveSmallIntegerField(default=1)

    objects = OfDiagnosticQuerySet.as_manager()

    class Meta:
        ordering = ["category__order", "sub_type__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["diagnostic", "category"], condition=Q(sub_type=None), name="target_once_a_category"),
            models.UniqueConstraint(fields=["diagnostic", "sub_type"], name="target_once_a_kind"),
            models.CheckConstraint(name="target_is_somebody", condition=Q(count__gt=0)),
        ]  # fmt: skip

    def __str__(self):
        return self.code


class ContactQuerySet(OfDiagnosticQuerySet):
    def visible_to(self, person):
        """The team's; for the referent, those she proposed, before the interviews; nobody else's (A50)."""
        if not person.is_authenticated:
            return self.none()
        team = Q(diagnostic__in=Member.objects.of(person).values("diagnostic"))
        own = Q(proposed_by=person, diagnostic__state__in=BEFORE_INTERVIEWS)
        own &= Q(diagnostic__participation__scope__in=person.scopes_as(Role.DELEGATION_REFERENT))
        return super().visible_to(person).filter(team | own)

    def to_meet(self):
        """Kept in the panel, met or not yet."""
        return self.exclude(state__in=(ContactState.PROPOSED, ContactState.SET_ASIDE))

    def met(self):
        return self.filter(state__in=CONTACT_MET)


class Contact(Versioned):
    """Somebody to meet (R352): kept apart from what is said, known there by a code that only an open vault reads."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="contacts")
    state = models.CharField(max_length=10, choices=ContactState, default=ContactState.PROPOSED)
    name = SealedText(blank=True)
    email = SealedText(blank=True)
    phone = SealedText(blank=True)
    function = SealedText(blank=True)
    why = SealedText(blank=True)
    language = models.CharField(max_length=2, choices=[("fr", "Français"), ("en", "English")], default="fr")
    category = models.ForeignKey(Item, models.PROTECT, related_name="+")
    sub_type = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    voice = models.CharField(max_length=10, choices=Voice, default=Voice.USUAL)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(null=True, blank=True)
    # raised to close every link sent before
    link_number = models.PositiveSmallIntegerField(default=0)
    link_until = models.DateField(null=True, blank=True)
    # the wording agreed to, see `notices.py`
    consent = models.CharField(max_length=20, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    may_quote = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    invited_to_restitution_at = models.DateTimeField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            paired("contact_settled_at_and_by", "settled_at", "settled_by"),
            models.CheckConstraint(name="contact_agrees_to_a_wording", condition=Q(consent="", consented_at=None, may_quote=False) | (~Q(consent="") & Q(consented_at__isnull=False))),
            models.CheckConstraint(name="contact_settled_was_withdrawn", condition=Q(settled_at=None) | Q(withdrawn_at__isnull=False)),
            models.CheckConstraint(name="contact_withdrawn_says_when", condition=~Q(state=ContactState.WITHDRAWN) | Q(withdrawn_at__isnull=False)),
        ]  # fmt: skip

    def __str__(self):
        return self.code


class KeptName(models.Model):
    """Of somebody who took their words back: sealed in the vault, for the guard alone. `code` names its key there.

    Nothing says which contact it was; it is destroyed with the notes.
    """

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="kept_names")
    words = models.BinaryField()

    objects = OfDiagnosticQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code


class SlotQuerySet(OfDiagnosticQuerySet):
    def free(self):
        return self.filter(contact=None, cancelled_at=None, starts_at__gt=timezone.now())


class Slot(Versioned):
    """A time offered by the team, alone or in a grouped day; taken by one person (R374)."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    mode = models.CharField(max_length=6, choices=Mode, default=Mode.PLACE)
    where = SealedText(blank=True)
    offered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    contact = models.OneToOneField(Contact, models.SET_NULL, null=True, blank=True, related_name="slot")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(name="interview_slot_lasts", condition=Q(minutes__gt=0)),
            models.CheckConstraint(name="cancelled_interview_slot_is_nobodys", condition=Q(cancelled_at=None) | Q(contact=None)),
            models.UniqueConstraint(fields=["diagnostic", "offered_by", "starts_at"], condition=Q(cancelled_at=None), name="interview_slot_once"),
        ]  # fmt: skip

    def __str__(self):
        return self.code


class LetterText(Versioned):
    """The words of a letter, when a team changed those of the house. They name nobody: names are put in at the last moment."""

    diagnostic = models.ForeignKey(Diagnostic, models.CASCADE, related_name="letter_texts")
    kind = models.CharField(max_length=12, choices=LetterKind)
    subject = models.CharField(max_length=120)
    text = models.TextField()

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["diagnostic", "kind"], name="letter_text_once")]

    def __str__(self):
        return self.subject
