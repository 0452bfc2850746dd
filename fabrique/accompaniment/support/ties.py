"""What a session of the programme goes on in: the notes of a forum."""

from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.accompaniment.programme.links import session_links
from fabrique.accompaniment.support import permissions as may


@session_links
def forum_notes(person, session) -> list[tuple[str, str]]:
    if not may.note_forum.allows(person, session):
        return []
    return [
        (_("Ce qui est sorti de ce forum"), reverse("support:forum-notes", args=[session.cohort.code, session.code]))
    ]
