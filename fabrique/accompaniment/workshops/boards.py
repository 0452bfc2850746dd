"""The workshops on the preparation board of a cohort, and on the page of the session where they take place."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Part, Tab, tabs
from fabrique.accompaniment.programme.links import session_links
from fabrique.accompaniment.workshops.models import Workshop
from fabrique.accompaniment.workshops.permissions import see_workshops

tabs.append(Tab(Part.LIVE, 20, "workshops", gettext_lazy("Ateliers"), "workshops:workshops", see_workshops))


@session_links
def workshops_of(person, session) -> list[tuple[str, str]]:
    """Those that this person may read again, or leads."""
    if not person.is_authenticated:
        return []
    rows = Workshop.objects.visible_to(person).filter(session=session).select_related("cohort")
    return [(_("Atelier : %(title)s") % {"title": row.title}, row.get_absolute_url()) for row in rows]
