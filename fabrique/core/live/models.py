from django.db import models

from fabrique.core.db import EVERYTHING, QuerySet


class Topic(models.Model):
    """What people look at together. Its row is the lock under which its changes are numbered, and stays when they go."""

    KEPT_INSIDE = EVERYTHING

    name = models.CharField(max_length=80, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    # of the last change that draws anew what everybody sees: what a process made of it is kept under this number
    drawn = models.PositiveBigIntegerField(default=0)

    def __str__(self):
        return f"{self.name} {self.number}"


class ChangeQuerySet(QuerySet):
    def after(self, topic: str, number: int):
        return self.filter(topic=topic, number__gt=number).order_by("number")


class Change(models.Model):
    """One change of a topic: numbered without a gap, in the order of the commits. Names only."""

    KEPT_INSIDE = EVERYTHING

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="changes")
    number = models.PositiveBigIntegerField()
    kind = models.SlugField(max_length=40)
    code = models.SlugField(max_length=60, blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "number"]
        constraints = [models.UniqueConstraint(fields=["topic", "number"], name="change_once_a_number")]

    def __str__(self):
        return f"{self.topic_id} {self.number} {self.kind} {self.code}".strip()
