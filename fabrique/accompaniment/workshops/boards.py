"""The workshops on the preparation board of a cohort, on the page of the session where they take place, on that of the
group of peers that holds them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Part, Tab, tabs
from fabrique.accompaniment.peers import permissions as peers
from fabrique.accompaniment.peers.links import group_links
from fabrique.accompaniment.programme.links import session_links
from fabrique.accompaniment.workshops.enums import WorkshopState
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


@group_links
def workshops_of_group(person, group) -> list[tuple[str, str]]:
    """Into the room while it is open, else to its wall; whoever facilitates prepares one from there."""
    leads = peers.facilitate.allows(person, group)
    found = []
    for row in Workshop.objects.visible_to(person).filter(group=group).select_related("cohort"):
        if row.state == WorkshopState.OPEN and not leads:
            found.append(
                (
                    _("Entrer dans l’atelier : %(title)s") % {"title": row.title},
                    reverse("workshops:room", args=[row.door]),
                )
            )
        else:
            found.append((_("Atelier : %(title)s") % {"title": row.title}, row.get_absolute_url()))
    if leads and peers.speak.allows(person, group):
        page = reverse("workshops:prepare", args=[group.cohort.code])
        found.append((_("Préparer un atelier du groupe, sur les téléphones"), f"{page}?groupe={group.code}"))
    return found
