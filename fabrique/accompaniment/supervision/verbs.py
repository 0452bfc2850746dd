"""What is done in a supervision circle, as the journal says it: never a word of it, nor which territory."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    supervision_circle_opened=_("a ouvert un cercle de supervision"),
    supervision_circle_edited=_("a modifié un cercle de supervision"),
    circle_member_moved=_("a changé une place dans un cercle de supervision"),
    case_written=_("a apporté un cas dans un cercle"),
    case_edited=_("a récrit un cas dans un cercle"),
    case_moved=_("a fait avancer un cas dans un cercle"),
    case_answered=_("a répondu à un cas dans un cercle"),
    circle_meeting_set=_("a posé une séance d’un cercle"),
    supervision_lesson_written=_("a écrit un enseignement dans un cercle"),
    supervision_lesson_edited=_("a récrit un enseignement dans un cercle"),
    supervision_lesson_moved=_("a fait avancer un enseignement d’un cercle"),
    supervision_lesson_judged=_("a relu un enseignement d’un cercle"),
    supervision_lesson_answered=_("a répondu pour son territoire sur un enseignement"),
)
