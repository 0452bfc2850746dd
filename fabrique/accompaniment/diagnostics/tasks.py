"""What the worker does for diagnostics: reminders of a meeting, keys of who lost the role, and the day notes are destroyed."""

from contextlib import suppress
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.diagnostics import letters
from fabrique.accompaniment.diagnostics.actions import team
from fabrique.accompaniment.diagnostics.enums import ContactState, LetterKind
from fabrique.accompaniment.diagnostics.erasure import erase
from fabrique.accompaniment.diagnostics.models import Diagnostic, Member, Slot
from fabrique.core.dates import HOUR, date_format
from fabrique.core.permissions import Denied
from fabrique.core.tasks import periodic
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.models import Person, RoleGrant

BEFORE_MEETING = timedelta(days=2)
BEFORE_ERASURE = timedelta(days=7)
BEFORE_LAPSE = timedelta(days=14)


@periodic(timedelta(minutes=30))
def remind() -> None:
    """Two days before, once."""
    now = timezone.now()
    soon = Slot.objects.filter(
        starts_at__gt=now, starts_at__lte=now + BEFORE_MEETING, reminded_at=None, cancelled_at=None
    )
    for slot in soon.filter(contact__state=ContactState.BOOKED).select_related(
        "contact__diagnostic__participation__territory"
    ):
        if Slot.objects.filter(pk=slot.pk, reminded_at=None, contact=slot.contact_id).update(reminded_at=now):
            with override(slot.contact.language):
                when = date_format(timezone.localtime(slot.starts_at), f"l j F, {HOUR}")
                where = slot.where or str(slot.get_mode_display())
            letters.send(slot.contact, LetterKind.REMINDER, when=when, where=where)


def waiting():
    """Given back, and not destroyed yet."""
    return (
        Diagnostic.objects.filter(erased_at=None).exclude(restituted_on=None).select_related("participation__territory")
    )


@periodic(timedelta(hours=1))
def let_go_of_keys() -> None:
    """Who lost the role leaves the team with its key. The last one to have it keeps it, unopened, for want of another."""
    for member in Member.objects.without_role().select_related("person"):
        with suppress(Denied):
            team.let_go(member)


@periodic(timedelta(days=1))
def tell_of_the_last_key() -> None:
    """Two weeks before the only one who has a key loses the role by its date, and once it is lost: to them, and to who leads.

    The key is handed on by who has it, with the role; the others can only give that role back for a while.
    """
    losing = Member.objects.without_role(on=timezone.localdate() + BEFORE_LAPSE).exclude(diagnostic__space="")
    for member in losing.select_related(
        "person", "diagnostic__participation__territory", "diagnostic__participation__cohort__scope"
    ):
        diagnostic = member.diagnostic
        if not (team.has_key(diagnostic, member.person) and team.has_it_alone(diagnostic, member.person)):
            continue
        leads = RoleGrant.objects.active().filter(role__in=LEADS, scope=diagnostic.participation.cohort.scope)
        for person in (
            Person.objects.active().filter(Q(pk=member.person_id) | Q(pk__in=leads.values("person"))).order_by("pk")
        ):
            with override(person.language):
                notify(person, Kind.TASK, _("Une seule personne a la clé d’un diagnostic, et son rôle se termine"),
                       [_("%(territory)s : sans elle, les notes sont perdues pour tout le monde. %(name)s donne la clé à une autre personne de l’équipe, à la page de l’équipe, tant que son rôle dure ; s’il est déjà fini, l’administration le lui rend pour quelques jours.")
                        % {"territory": diagnostic.participation.territory.name, "name": member.person}],
                       diagnostic.get_absolute_url(), scope=diagnostic.scope, once=f"diagnostic-last-key-{member.code}")  # fmt: skip


@periodic(timedelta(hours=6))
def erase_on_its_day() -> None:
    today = timezone.localdate()
    for diagnostic in waiting():
        if diagnostic.erase_after < today:
            erase(diagnostic)


@periodic(timedelta(days=1))
def tell_before_erasing() -> None:
    """To the team, a week before: what they still need must be in the restitution, not in their notes."""
    today = timezone.localdate()
    for diagnostic in waiting():
        if today >= diagnostic.erase_after - BEFORE_ERASURE:
            for member in diagnostic.members.declared().select_related("person"):
                with override(member.person.language):
                    notify(member.person, Kind.TASK, _("Les notes d’un diagnostic vont être détruites"),
                           [_("%(territory)s : les notes, les clés et la liste des personnes rencontrées sont détruites après le %(day)s. Rien ne pourra les rendre.")
                            % {"territory": diagnostic.participation.territory.name, "day": date_format(diagnostic.erase_after, "j F Y")}],
                           diagnostic.get_absolute_url(), once=f"diagnostic-erased-soon-{diagnostic.code}")  # fmt: skip
