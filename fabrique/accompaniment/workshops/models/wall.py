from django.db import models
from django.db.models import Q

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.workshops.enums import CardState
from fabrique.accompaniment.workshops.models.workshops import OfWorkshopQuerySet, Participant, Step, Workshop
from fabrique.core.db import EVERYTHING, PublicCodeField
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned


class ClusterQuerySet(OfWorkshopQuerySet):
    def with_cards(self):
        """Those left on the wall: a group whose cards were all taken back says nothing any more."""
        return self.filter(cards__in=Card.objects.on_the_wall()).distinct()


class Cluster(Versioned):
    """Cards put together, of the step that collected them. Its title says what they share."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="clusters")
    step = models.ForeignKey(Step, models.CASCADE, related_name="clusters")
    title = SealedText()

    objects = ClusterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.code


class CardQuerySet(OfWorkshopQuerySet):
    def on_the_wall(self):
        return self.filter(state=CardState.SHOWN)

    def with_words(self):
        """As their author finds them again: those taken back hold none; with the group that each was put in."""
        return self.exclude(text="").select_related("cluster")


class Card(models.Model):
    """What somebody wrote, read without an author by everybody, whoever facilitates included.

    No participant: a statement of the script. `once` is drawn by the page that sends: sent again, it is the same card.
    """

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="cards")
    step = models.ForeignKey(Step, models.CASCADE, related_name="cards")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, blank=True, related_name="cards")
    once = models.CharField(max_length=40, null=True, blank=True)
    text = SealedText(blank=True)
    state = models.CharField(max_length=10, choices=CardState, default=CardState.SHOWN)
    # read by its author when it is put aside
    reason = SealedText(blank=True)
    cluster = models.ForeignKey(Cluster, models.SET_NULL, null=True, blank=True, related_name="cards")

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "once"], name="workshop_card_sent_once"),
            models.CheckConstraint(name="workshop_card_of_somebody_is_sent_once", condition=Q(participant=None, once=None) | Q(participant__isnull=False, once__isnull=False)),
            models.CheckConstraint(name="workshop_card_has_words_until_taken_back", condition=Q(state="taken-back", text="", reason="", cluster=None) | ~Q(state="taken-back") & ~Q(text="")),
            models.CheckConstraint(name="workshop_card_aside_says_why", condition=Q(state="aside") & ~Q(reason="") | ~Q(state="aside") & Q(reason="")),
        ]  # fmt: skip

    def __str__(self):
        return self.code


class DecisionQuerySet(OfWorkshopQuerySet):
    def told(self):
        """With the delegation that says it."""
        return self.select_related("participation__territory")


class Decision(Versioned):
    """What the room decides, who carries it, by when; in a workshop of several delegations, which of them says it (R333)."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="decisions")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, blank=True, related_name="+")
    text = SealedText()
    carrier = SealedText(blank=True)
    due_on = models.DateField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.code
