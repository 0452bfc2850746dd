"""What waits in circles: volunteers, lessons to read again or to share, a territory's answer. Never a word of them."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.supervision.enums import LessonState, MemberState
from fabrique.accompaniment.supervision.models import ELIGIBLE, Circle, Lesson, Meeting, Member
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role


@waits_for
def volunteers(person) -> list[Waiting]:
    if not person.holds(Role.ASSOCIATION_EMPLOYEE):
        return []
    asking = Member.objects.filter(state=MemberState.ASKED, circle__animator=person).select_related("circle", "person")
    return [Waiting(asking, lambda found: [
        Act(_("cercle"), _("%(name)s se propose pour votre cercle") % {"name": member.person}, member.circle.name,
            member.circle.get_absolute_url(), _("Répondre"))
        for member in found
    ])]  # fmt: skip


@waits_for
def lessons_to_read_again(person) -> list[Waiting]:
    if not person.scopes_as(*ELIGIBLE, Role.ASSOCIATION_EMPLOYEE):
        return []
    offered = Lesson.objects.filter(circle__in=Circle.objects.entered_by(person), state=LessonState.OFFERED, place=None)
    offered = offered.exclude(author=person).exclude(judgements__judged_by=person).select_related("circle")
    return [Waiting(offered, lambda found: [
        Act(_("à relire"), _("Un enseignement de votre cercle est proposé au partage"),
            _("Deux membres disent d’abord si l’on pourrait reconnaître quelqu’un."), lesson.get_absolute_url(), _("Lire"))
        for lesson in found
    ])]  # fmt: skip


@waits_for
def answers_of_territories(person) -> list[Waiting]:
    mine = person.scopes_as(Role.DELEGATION_REFERENT, Role.NUMBER_ONE)
    if not mine:
        return []
    asked = Lesson.objects.filter(place__scope__in=mine, state=LessonState.OFFERED, words=None)
    return [Waiting(asked, lambda found: [
        Act(_("accord"), _("Un texte concerne votre territoire"),
            _("On vous demande s’il peut être partagé. Vous seul·e en décidez, et pouvez revenir dessus."),
            reverse("supervision:asked", args=[lesson.code]), _("Lire et répondre"))
        for lesson in found
    ])]  # fmt: skip


@waits_for
def meetings_to_come(person) -> list[Waiting]:
    if not person.scopes_as(*ELIGIBLE, Role.ASSOCIATION_EMPLOYEE):
        return []
    mine = Q(circle__animator=person) | Q(circle__members__person=person, circle__members__state=MemberState.IN)
    coming = Meeting.objects.filter(mine, event__starts_at__gte=timezone.now(), event__state="confirmed").distinct()
    return [Waiting(coming.select_related("circle", "event").order_by("event__starts_at"), lambda found: [
        Act(date_format(meeting.event.day, "j F"), _("Votre cercle se retrouve"), meeting.circle.name,
            meeting.circle.get_absolute_url(), _("Voir"))
        for meeting in found
    ])]  # fmt: skip
