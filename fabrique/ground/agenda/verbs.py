"""What is done in the agenda, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    event_added=_("a posé une date"),
    event_edited=_("a modifié une date"),
    event_moved=_("a changé l’état d’une date"),
    series_added=_("a posé un rendez-vous régulier"),
    series_edited=_("a modifié un rendez-vous régulier"),
    registered=_("s’est inscrite à une date"),
    withdrawn=_("a désinscrit une personne d’une date"),
    attendance_marked=_("a noté une présence"),
    room_opened=_("a montré le code d’une salle"),
    feed_opened=_("a ouvert ou changé une adresse d’agenda"),
)
