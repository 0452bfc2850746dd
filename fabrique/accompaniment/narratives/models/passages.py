from django.db import models
from django.db.models import Q

from fabrique.accompaniment.narratives.enums import ERASED, SHOWN, Consent, PassageKind
from fabrique.accompaniment.narratives.models.narratives import Narrative
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.text import fold
from fabrique.core.versions import Versioned
from fabrique.ground.referentials.models import Item


class PassageQuerySet(QuerySet):
    def visible_to(self, person):
        """Those that may be read, in what may be read; all of them for who holds the pen."""
        read = Q(narrative__in=Narrative.objects.visible_to(person), consent__in=SHOWN)
        if not person.is_authenticated:
            return self.filter(read)
        return self.filter(read | Q(narrative__in=Narrative.objects.written_by(person)))

    def waiting(self):
        return self.filter(consent__in=[Consent.TO_ASK, Consent.ASKED])


class Passage(Versioned):
    """R486, R508. Whose words they are; of a quotation, whose agreement, and since when.

    What was refused or taken back is erased here and not only hidden: no page, document or export can hold it.
    """

    KEPT_INSIDE = (
        "name",
        "consent",
        "asked_on",
        "own_answer",
        "link_number",
        "linked_on",
        "agreed_before",
        "correction",
    )

    code = PublicCodeField()
    narrative = models.ForeignKey(Narrative, models.CASCADE, related_name="passages")
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=PassageKind)
    text = models.TextField(blank=True)
    voice = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    # a function, always shown; the name beside it only with its bearer's agreement
    said_by = models.CharField(max_length=160, blank=True)
    name = models.CharField(max_length=160, blank=True)
    named = models.BooleanField(default=False)
    consent = models.CharField(max_length=10, choices=Consent, default=Consent.NEEDLESS)
    asked_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    # by their own link rather than noted by the author
    own_answer = models.BooleanField(default=False)
    # the last link sent is the only one that opens; without its day, none does
    link_number = models.PositiveIntegerField(default=0)
    linked_on = models.DateField(null=True, blank=True)
    # to former words, which a published report may still hold: until they are asked no more, their link does not end
    agreed_before = models.BooleanField(default=False)
    # what they would rather have said, for the author alone; it leaves with the words
    correction = models.TextField(blank=True)

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(name="quotation_has_a_consent", condition=Q(kind="quote") & ~Q(consent="needless") | ~Q(kind="quote") & Q(consent="needless")),
            models.CheckConstraint(name="refused_words_are_erased", condition=Q(consent__in=ERASED, text="", name="", named=False) | ~Q(consent__in=ERASED) & ~Q(text="")),
            models.CheckConstraint(name="consent_asked_is_dated", condition=Q(consent__in=["needless", "to-ask"], asked_on=None) | ~Q(consent__in=["needless", "to-ask"]) & Q(asked_on__isnull=False)),
            models.CheckConstraint(name="consent_answered_is_dated", condition=Q(consent__in=["given", *ERASED], answered_on__isnull=False) | ~Q(consent__in=["given", *ERASED]) & Q(answered_on=None)),
            models.CheckConstraint(name="own_answer_is_an_answer", condition=Q(own_answer=False) | Q(consent__in=["given", *ERASED])),
            models.CheckConstraint(name="correction_of_words_that_stand", condition=Q(correction="") | Q(kind="quote") & ~Q(consent__in=ERASED)),
            models.CheckConstraint(name="name_shown_by_consent", condition=Q(named=False) | Q(consent="given") & ~Q(name="")),
        ]  # fmt: skip

    def __str__(self):
        return self.text[:80] or self.get_consent_display()

    def is_of_another(self, said_by: str, name: str) -> bool:
        """Whether these words are now somebody else's, as far as what is noted of their bearer tells."""
        if self.name and name:
            return fold(self.name) != fold(name)
        return fold(self.said_by) != fold(said_by)

    @property
    def is_withdrawn(self) -> bool:
        return self.consent == Consent.WITHDRAWN

    @property
    def bearer(self) -> str:
        """Who speaks, as readers see it."""
        return ", ".join(part for part in (self.name if self.named else "", self.said_by) if part)
