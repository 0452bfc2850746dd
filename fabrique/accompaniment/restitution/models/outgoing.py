"""What comes out, in clear and by degrees: to the number one, to those who were heard, to whom the territory decides."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.restitution.enums import Group, Horizon, Outcome, RemarkKind, RestitutionFormat, TakenUp
from fabrique.accompaniment.restitution.models.edition import Edition
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet, paired
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned

PERSON = settings.AUTH_USER_MODEL
# R377: four to six weeks after
FIRST_TALK, LAST_TALK = timedelta(weeks=4), timedelta(weeks=6)


class OfEditionQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(edition__in=Edition.objects.visible_to(person))

    def restituted(self):
        return self.filter(edition__in=Edition.objects.restituted())


class PreRestitution(Versioned):
    """R365: the number one first. Who was there is sealed under the server's key."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    edition = models.OneToOneField(Edition, models.PROTECT, related_name="presentation")
    held_on = models.DateField()
    present = SealedText()
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = OfEditionQuerySet.as_manager()

    def __str__(self):
        return self.code


class Remark(Versioned):
    """R368: what was asked, of a fact or of a finding, and what was answered. Both stay."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=8, choices=RemarkKind)
    text = SealedText()
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = SealedText(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            paired("remark_answered_at_and_by", "answered_at", "answered_by"),
            models.CheckConstraint(name="remark_answer_is_whole", condition=Q(outcome="", answer="", answered_at=None) | (~Q(outcome="") & ~Q(answer="") & Q(answered_at__isnull=False))),
            # the number one corrects facts and vetoes nothing
            models.CheckConstraint(name="remark_on_a_finding_vetoes_nothing", condition=~Q(kind="finding", outcome="corrected")),
        ]  # fmt: skip

    def __str__(self):
        return self.code


class RestitutionQuerySet(OfEditionQuerySet):
    def public(self):
        return self.exclude(public_at=None)


class Restitution(Versioned):
    """R366, R367. Open to the public by the territory's dated decision, and closed again the same way."""

    code = PublicCodeField()
    diagnostic = models.OneToOneField(Diagnostic, models.PROTECT, related_name="restitution")
    edition = models.OneToOneField(Edition, models.PROTECT, related_name="restitution")
    presented_on = models.DateField()
    held_on = models.DateField()
    format = models.CharField(max_length=8, choices=RestitutionFormat)
    invited = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    public_at = models.DateTimeField(null=True, blank=True)
    public_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RestitutionQuerySet.as_manager()
    KEPT_INSIDE = EVERYTHING

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="restitution_comes_after_its_presentation", condition=Q(held_on__gte=F("presented_on"))),
            paired("restitution_public_at_and_by", "public_at", "public_by"),
        ]  # fmt: skip

    def __str__(self):
        return self.code


class PublishedFinding(models.Model):
    """A finding that came out: no link to an extract, an interview or a draft."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="published_findings")
    label = models.CharField(max_length=8)
    order = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=12, choices=Group)
    theme = models.CharField(max_length=120)
    text = SealedText()

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "label"], name="published_finding_once")]

    def __str__(self):
        return self.theme


class PublishedRecommendation(Versioned):
    """A recommendation that came out, and what the territory answers to it (R364, R372)."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="published_recommendations")
    label = models.CharField(max_length=8)
    order = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=120, blank=True)
    addressee = models.CharField(max_length=120, blank=True)
    horizon = models.CharField(max_length=8, choices=Horizon, blank=True)
    text = SealedText()
    findings = models.ManyToManyField(PublishedFinding, related_name="recommendations")
    taken_up = models.CharField(max_length=8, choices=TakenUp, blank=True)
    why = models.TextField(blank=True)
    project = models.ForeignKey(PilotProject, models.PROTECT, null=True, blank=True, related_name="recommendations")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "label"], name="published_recommendation_once"),
            paired("recommendation_answered_at_and_by", "answered_at", "answered_by"),
            models.CheckConstraint(name="recommendation_not_taken_up_says_why", condition=~Q(taken_up__in=["later", "no"]) | ~Q(why="")),
            models.CheckConstraint(name="recommendation_taken_up_names_its_project", condition=~Q(taken_up="yes") | Q(project__isnull=False) | ~Q(why="")),
            models.CheckConstraint(name="recommendation_answer_is_dated", condition=Q(taken_up="", answered_at=None) | (~Q(taken_up="") & Q(answered_at__isnull=False))),
        ]  # fmt: skip

    def __str__(self):
        return self.code


class OfRestitutionQuerySet(QuerySet):
    def visible_to(self, person):
        """Those who live with it; the public reads the restitution, not what came after."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(restitution__in=Restitution.objects.visible_to(person))


class FollowUp(Versioned):
    """R377: the talk four to six weeks after."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    restitution = models.OneToOneField(Restitution, models.PROTECT, related_name="follow_up")
    held_on = models.DateField()
    summary = SealedText()
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = OfRestitutionQuerySet.as_manager()

    def __str__(self):
        return self.code


class Change(models.Model):
    """R377: « what changed since », said by those who live there."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    restitution = models.ForeignKey(Restitution, models.PROTECT, related_name="changes")
    text = SealedText()
    said_at = models.DateTimeField(default=timezone.now)
    said_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = OfRestitutionQuerySet.as_manager()

    class Meta:
        ordering = ["-said_at", "-pk"]

    def __str__(self):
        return self.code
