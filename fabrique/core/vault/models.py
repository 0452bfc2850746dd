from django.db import models
from django.utils import timezone

from fabrique.core.db import QuerySet


class KeyPair(models.Model):
    """Of one person, named by their public code: the private half is sealed twice, and lies open nowhere."""

    vault_keys = True
    holder = models.SlugField(max_length=60, unique=True)
    public = models.BinaryField(max_length=32)
    by_passphrase = models.BinaryField()
    by_sheet = models.BinaryField()
    salt = models.BinaryField(max_length=16)
    memory = models.PositiveIntegerField()
    rounds = models.PositiveSmallIntegerField()
    lanes = models.PositiveSmallIntegerField()
    # the sheet that opens today was printed or copied, as its owner says
    sheet_kept_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.holder


class SpaceKey(models.Model):
    """The key of a space, wrapped for one holder."""

    vault_keys = True
    space = models.SlugField(max_length=60)
    holder = models.ForeignKey(KeyPair, models.CASCADE, related_name="space_keys")
    wrapped = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "holder"], name="space_key_once_a_holder")]

    def __str__(self):
        return f"{self.space}, {self.holder}"


class ItemKey(models.Model):
    """The key of one item, sealed under the key of its space. Destroyed, what it sealed is erased everywhere."""

    vault_keys = True
    space = models.SlugField(max_length=60, db_index=True)
    item = models.SlugField(max_length=60, unique=True)
    sealed = models.BinaryField()

    def __str__(self):
        return self.item


class OpeningQuerySet(QuerySet):
    def alive(self):
        return self.filter(until__gt=timezone.now())


class Opening(models.Model):
    """A vault open in one browser: the private key, sealed under a key that only the browser's cookie holds."""

    vault_keys = True
    token = models.CharField(max_length=64, unique=True)  # the SHA-256 of the cookie, which is written nowhere
    holder = models.ForeignKey(KeyPair, models.CASCADE, related_name="openings")
    sealed = models.BinaryField()
    until = models.DateTimeField()

    objects = OpeningQuerySet.as_manager()

    def __str__(self):
        return f"{self.holder}"


class Anchor(models.Model):
    """How far a month of the access log goes, kept where whoever alters the log does not write (see `core/access.py`)."""

    vault_keys = True
    month = models.DateField(unique=True)
    count = models.PositiveIntegerField()
    head = models.CharField(max_length=64)

    def __str__(self):
        return f"{self.month:%Y-%m}, {self.count}"
