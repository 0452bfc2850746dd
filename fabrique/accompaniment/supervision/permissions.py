"""Members, their animator, supervisors of diagnostics: nobody else reads a case (A50, « Supervision cases »)."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import cohorts_as
from fabrique.accompaniment.supervision.enums import CaseState, LessonState, MemberState
from fabrique.accompaniment.supervision.models import ELIGIBLE, Circle
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds


@permission
def find_circles(person):
    """Know that circles exist: those who may join one, and the association's team."""
    if not person.is_authenticated or not (person.scopes_as(*ELIGIBLE) or holds(person, Role.ASSOCIATION_EMPLOYEE)):
        raise Denied(_("Les cercles de supervision réunissent celles et ceux qui accompagnent ou diagnostiquent."))


@permission
def open_circle(person):
    """The association animates (R550)."""
    if not holds(person, Role.ASSOCIATION_EMPLOYEE):
        raise Denied(_("L’association ouvre et anime les cercles. Écrivez-lui."))


def is_inside(person, circle) -> bool:
    """Asked once a request of each circle."""
    known = circle.__dict__.setdefault("_inside", {})
    key = getattr(person, "pk", None)
    if key not in known:
        known[key] = Circle.objects.entered_by(person).filter(pk=circle.pk).exists()
    return known[key]


@permission
def enter(person, circle):
    if not is_inside(person, circle):
        raise Denied(
            _(
                "Ce qui se dit dans ce cercle n’est lu que par ses membres, par la personne qui l’anime et par qui supervise les diagnostics de sa cohorte."
            )
        )


@permission
def speak(person, circle):
    """Bring a case, answer, write a lesson."""
    enter(person, circle)
    if circle.closed_on:
        raise Denied(_("Ce cercle est fermé : il se lit, il ne change plus."))


@permission
def animate_circle(person, circle):
    """Its animator, while still of the association's team."""
    if getattr(person, "pk", None) != circle.animator_id or not holds(person, Role.ASSOCIATION_EMPLOYEE):
        raise Denied(_("C’est la personne qui anime le cercle qui s’en occupe."))


@permission
def volunteer(person, circle):
    """R550: whoever accompanies or diagnoses may offer to join."""
    somewhere = person.scopes_as(*ELIGIBLE) if person.is_authenticated else set()
    here = (
        somewhere if circle.cohort_id is None else somewhere and circle.cohort.scope_id in cohorts_as(person, *ELIGIBLE)
    )
    if not here:
        raise Denied(_("Les cercles de supervision réunissent celles et ceux qui accompagnent ou diagnostiquent."))
    if circle.closed_on:
        raise Denied(_("Ce cercle est fermé."))


@permission
def leave(person, circle):
    if not circle.members.filter(person=person.pk, state__in=[MemberState.ASKED, MemberState.IN]).exists():
        raise Denied(_("Vous n’êtes pas de ce cercle."))


@permission
def settle_member(person, member):
    animate_circle(person, member.circle)


@permission
def read_part(person, part):
    """A case, a meeting."""
    enter(person, part.circle)


@permission
def speak_of(person, part):
    speak(person, part.circle)


@permission
def keep_case(person, case):
    """Rewrite it or take it back: its author."""
    speak(person, case.circle)
    if person.pk != case.author_id:
        raise Denied(_("Un cas appartient à la personne qui l’a écrit."))
    if case.state == CaseState.WITHDRAWN:
        raise Denied(_("Ce cas a été repris : il n’y reste aucun mot."))


@permission
def keep_lesson(person, lesson):
    """Rewrite it, propose to share it, take it back: its author (R551)."""
    enter(person, lesson.circle)
    if person.pk != lesson.author_id:
        raise Denied(_("Un enseignement est tenu par la personne qui l’a écrit."))


@permission
def read_lesson(person, lesson):
    """In its circle; its territory and those with whom it is shared read it elsewhere."""
    enter(person, lesson.circle)


@permission
def judge(person, lesson):
    """Say whether somebody could be recognised: another member than its author, on what is proposed (R552)."""
    speak(person, lesson.circle)
    if person.pk == lesson.author_id:
        raise Denied(_("Ce sont deux autres membres qui disent si l’on pourrait reconnaître quelqu’un."))
    if lesson.state != LessonState.OFFERED:
        raise Denied(_("Cet enseignement n’est pas proposé au partage."))


@permission
def answer_for_place(person, lesson):
    """The referent or the number one of the territory that is asked, for as long as it is shared or about to be."""
    asked = lesson.place and lesson.state in (LessonState.OFFERED, LessonState.RELEASED)
    if not asked or not holds(person, Role.DELEGATION_REFERENT, Role.NUMBER_ONE, within=lesson.place.scope):
        raise Denied(_("C’est à la personne référente ou au n° 1 du territoire concerné de répondre."))


@permission
def release(person, lesson):
    """Its animator, once the two steps are done (`actions.missing`)."""
    animate_circle(person, lesson.circle)
