from datetime import date, timedelta
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.ground.people import hats
from fabrique.ground.people.enums import LEADS, ConsentKind, InvitationState, PersonState, Role, ScopeKind

INVITATION_LIFE = timedelta(days=14)


class ScopeQuerySet(QuerySet):
    def where_roles_are_given_by(self, person):
        """Everywhere for the administration; for a cohort's lead, the cohort and what it holds."""
        if person.holds(Role.PLATFORM_ADMINISTRATOR):
            return self
        led = person.scopes_as(*LEADS)
        return self.filter(Q(pk__in=led) | Q(parent__in=led)) if led else self.none()


class Scope(models.Model):
    """A place where roles hold. An area that has such places owns one row for each (R043)."""

    kind = models.CharField(max_length=20, choices=ScopeKind)
    code = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    # a cohort holds its delegations: who leads the one leads in the other, never the reverse
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    objects = ScopeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="scope_once")]

    def __str__(self):
        return self.label


def inside(scopes: set[int], path: str = "scope") -> Q:
    """Rows whose scope is one of these, or lies in one of these."""
    return Q(**{f"{path}__in": scopes}) | Q(**{f"{path}__parent__in": scopes})


class PersonQuerySet(QuerySet):
    def active(self):
        return self.filter(is_active=True, erased_at=None)

    def visible_to(self, person):
        """Oneself; for a cohort's lead, those who hold or held a role in it; everybody for administration and team."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(Role.PLATFORM_ADMINISTRATOR, Role.ASSOCIATION_EMPLOYEE):
            return self
        led = person.scopes_as(*LEADS)
        met = RoleGrant.objects.filter(inside(led)).values("person") if led else []
        return self.filter(Q(pk=person.pk) | Q(pk__in=met))

    def with_roles_seen_by(self, person):
        """Each with `roles_seen`: the roles held today that this reader may know of. Two queries for all."""
        return self.with_roles_today(RoleGrant.objects.visible_to(person))

    def with_roles_today(self, among=None):
        grants = (RoleGrant.objects.all() if among is None else among).active()
        grants = grants.select_related("scope").order_by("starts_on", "pk")
        return self.prefetch_related(Prefetch("role_grants", queryset=grants, to_attr="roles_seen"))

    def named(self, words: str):
        for word in words.split():
            self = self.filter(Q(name__icontains=word) | Q(email__icontains=word))  # noqa: PLW0642  words add up
        return self


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """An account. The hat worn is not here: it belongs to each act (R025). No political data, ever (R039)."""

    code = PublicCodeField()
    email = models.EmailField(unique=True, null=True)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=2, choices=[("fr", "Français"), ("en", "English")], default="fr")
    is_active = models.BooleanField(default=True)
    # raised to end every session opened before; part of what a session proves at each request
    sign_in_epoch = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = PersonManager()
    worn = ""  # key of the hat chosen for this session, set by the middleware; never stored with the person

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="erased_person_has_no_data",
                condition=Q(erased_at=None) | Q(email=None, name="", phone="", is_active=False),
            )
        ]

    def __str__(self):
        return self.name or self.email or _("Personne effacée")

    @property
    def state(self) -> PersonState:
        if self.erased_at:
            return PersonState.ERASED
        return PersonState.ACTIVE if self.is_active else PersonState.SUSPENDED

    def has_usable_password(self) -> bool:
        return bool(self.password) and super().has_usable_password()

    def _get_session_auth_hash(self, secret=None):
        """A session is worth what the password and the epoch were when it opened."""
        proof = f"{self.password}:{self.sign_in_epoch}"
        return salted_hmac("fabrique.people.session", proof, secret=secret, algorithm="sha256").hexdigest()

    @property
    def hat(self) -> hats.Hat | None:
        return hats.worn_by(self)

    @property
    def hat_label(self) -> str:
        """What the masthead shows and the journal keeps beside each act (R025)."""
        return str(self.hat.label) if self.hat else ""

    @cached_property
    def grants(self) -> list["RoleGrant"]:
        """What this person holds today: one query a request. A suspended account holds nothing."""
        if not self.is_active:
            return []
        return list(self.role_grants.active().select_related("scope").order_by("starts_on", "pk"))

    def forget_grants(self) -> None:
        """After a role was given or ended: what is known of them is read again."""
        self.__dict__.pop("grants", None)

    def holds(self, *roles: Role, within: Scope | None = None) -> bool:
        """Whether one of these roles is held today, in this scope, or on the platform when no scope is named."""
        if within is None:
            return any(grant.role in roles and grant.scope.kind == ScopeKind.PLATFORM for grant in self.grants)
        return any(grant.role in roles and grant.scope_id in (within.pk, within.parent_id) for grant in self.grants)

    def scopes_as(self, *roles: Role) -> set[int]:
        """Row numbers of the scopes where one of these roles is held today, for `scope__in` in a queryset."""
        return {grant.scope_id for grant in self.grants if grant.role in roles}


class RoleGrantQuerySet(QuerySet):
    def active(self, on: date | None = None):
        day = on or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, ended_at=None)

    def visible_to(self, person):
        if not person.is_authenticated:
            return self.none()
        if person.holds(Role.PLATFORM_ADMINISTRATOR, Role.ASSOCIATION_EMPLOYEE):
            return self
        led = person.scopes_as(*LEADS)
        return self.filter(Q(person=person) | inside(led)) if led else self.filter(person=person)

    def administering(self):
        """Those on whom the platform can count: held today, without an end, by somebody who can sign in."""
        return self.active().filter(role=Role.PLATFORM_ADMINISTRATOR, ends_on=None, person__is_active=True)


class RoleGrant(models.Model):
    """One role of one person in one scope. Never edited: ended, and given again (audited)."""

    code = PublicCodeField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=40, choices=Role)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="grants")
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_dates_in_order", condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on"))
            ),
            models.UniqueConstraint(fields=["person", "role", "scope"], condition=Q(ended_at=None), name="grant_once"),
            models.CheckConstraint(
                name="grant_ended_by_with_its_date", condition=Q(ended_by=None) | Q(ended_at__isnull=False)
            ),
        ]

    def __str__(self):
        return title_of(self.role, self.scope)

    @property
    def is_active(self) -> bool:
        today = timezone.localdate()
        return self.ended_at is None and self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)


def title_of(role: str, scope: Scope) -> str:
    """A role and where it holds, as one says it: the platform goes without saying."""
    label = str(Role(role).label)
    return label if scope.kind == ScopeKind.PLATFORM else f"{label}, {scope}"


class InvitationQuerySet(QuerySet):
    def open(self):
        return self.filter(accepted_at=None, cancelled_at=None, expires_at__gt=timezone.now())

    def visible_to(self, person):
        if not person.is_authenticated:
            return self.none()
        if person.holds(Role.PLATFORM_ADMINISTRATOR, Role.ASSOCIATION_EMPLOYEE):
            return self
        led = person.scopes_as(*LEADS)
        return self.filter(inside(led)) if led else self.none()


def invitation_end():
    return timezone.now() + INVITATION_LIFE


class Invitation(models.Model):
    """A door opened to an address: whoever proves to read it gets an account and the role named here."""

    code = PublicCodeField()
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, choices=[("fr", "Français"), ("en", "English")], default="fr")
    role = models.CharField(max_length=40, choices=Role)
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="+")
    role_ends_on = models.DateField(null=True, blank=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(default=invitation_end)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("invitation_accepted_at_and_by", "accepted_at", "accepted_by"),
            paired("invitation_cancelled_at_and_by", "cancelled_at", "cancelled_by"),
            models.UniqueConstraint(fields=["email", "role", "scope"], condition=Q(accepted_at=None, cancelled_at=None), name="invitation_once"),
        ]  # fmt: skip

    def __str__(self):
        return title_of(self.role, self.scope)

    @property
    def state(self) -> InvitationState:
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.cancelled_at:
            return InvitationState.CANCELLED
        return InvitationState.OPEN if self.expires_at > timezone.now() else InvitationState.EXPIRED


class ConsentQuerySet(QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """What a person agreed to, and until when. A withdrawal is a date, not a deletion."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=20, choices=ConsentKind)
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(withdrawn_at=None), name="consent_once")
        ]

    def __str__(self):
        return self.get_kind_display()
