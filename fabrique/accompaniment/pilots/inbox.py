"""What a project asks: a draft to finish, a note to read, a blockage whose date is past, a step that came."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.pilots.enums import UNDER_WAY, DeliverableState, MilestoneState, NoteState
from fabrique.accompaniment.pilots.models import Blockage, Deliverable, Milestone, Note
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import inside

SCOPE = "project__participation__scope"
PLACE = ("project__participation__cohort", "project__participation__territory")
KEEPERS = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE)


@waits_for
def drafts(person) -> list[Waiting]:
    mine = person.scopes_as(*KEEPERS)
    if not mine:
        return []
    rows = Note.objects.drafts().filter(**{f"{SCOPE}__in": mine}, project__state__in=UNDER_WAY).select_related(*PLACE)
    return [Waiting(rows.order_by("begun_at", "pk"), lambda found: [
        Act(one.get_kind_display(), one.project.title, _("Un brouillon est en cours : il attend la suite."),
            one.get_absolute_url(), _("Continuer"))
        for one in found
    ])]  # fmt: skip


@waits_for
def notes_to_read(person) -> list[Waiting]:
    """Submitted, and nobody said a word yet: those who lead and the ally who accompanies."""
    led, accompanied = person.scopes_as(*LEADS), person.scopes_as(Role.ACCOMPANYING_ALLY)
    if not (led or accompanied):
        return []
    rows = Note.objects.filter(inside(led | accompanied, SCOPE), state=NoteState.SUBMITTED).select_related(*PLACE)
    return [Waiting(rows.order_by("submitted_at", "pk"), lambda found: [
        Act(one.get_kind_display(), one.project.title,
            _("%(name)s l’a remise : que leur dites-vous ?") % {"name": one.project.participation.territory},
            one.get_absolute_url(), _("Lire et commenter"))
        for one in found
    ])]  # fmt: skip


@waits_for
def dates_gone_by(person) -> list[Waiting]:
    mine = person.scopes_as(Role.DELEGATION_REFERENT)
    if not mine:
        return []
    today, here = timezone.localdate(), Q(**{f"{SCOPE}__in": mine}, project__state__in=UNDER_WAY)
    blocked = Blockage.objects.standing().filter(here, next_on__lt=today).select_related(*PLACE)
    steps = Milestone.objects.filter(here, state=MilestoneState.PLANNED, due_on__lt=today).select_related(*PLACE)
    owed = Deliverable.objects.filter(here, state=DeliverableState.EXPECTED, due_on__lt=today).select_related(*PLACE)
    return [
        Waiting(blocked.order_by("next_on", "pk"), lambda found: [
            Act(_("blocage"), one.title, _("La date de la prochaine chose à faire est passée."),
                one.project.address("blockages"), _("Dire où cela en est"))
            for one in found
        ]),
        Waiting(steps.order_by("due_on", "pk"), lambda found: [
            Act(date_format(one.due_on, "j F"), one.title, _("Cette étape était espérée ce jour-là : a-t-elle eu lieu ?"),
                one.project.address("milestones"), _("Répondre"))
            for one in found
        ]),
        Waiting(owed.order_by("due_on", "pk"), lambda found: [
            Act(_("livrable"), one.title, _("La date est passée : est-il remis ?"),
                one.project.address("deliverables"), _("Répondre"))
            for one in found
        ]),
    ]  # fmt: skip
