"""The rooms that this area holds in a diagnostic, and what would be lost with somebody who alone has its key."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.actions import team
from fabrique.accompaniment.diagnostics.erasure import erase
from fabrique.accompaniment.diagnostics.models import Diagnostic, Member
from fabrique.accompaniment.diagnostics.rooms import Part, add_room
from fabrique.ground.people.kept import Kept, kept_alone

add_room(Part.WHERE, "diagnostics:diagnostic", gettext_lazy("Aujourd’hui"), may.follow)
add_room(Part.FRAME, "diagnostics:frame", gettext_lazy("Cadrage"), may.lead_or_team)
add_room(Part.FRAME, "diagnostics:team", gettext_lazy("Équipe"), may.lead_or_team)
add_room(Part.INVITE, "diagnostics:contacts", gettext_lazy("Personnes"), may.read_contacts)
add_room(Part.INVITE, "diagnostics:coverage", gettext_lazy("Panel"), may.read_contacts)
add_room(Part.INVITE, "diagnostics:slots", gettext_lazy("Créneaux"), may.read_contacts)
add_room(Part.INVITE, "diagnostics:letters", gettext_lazy("Lettres"), may.invite)
add_room(Part.INVITE, "diagnostics:proposals", gettext_lazy("Proposer"), may.help_to_invite)
add_room(Part.INVITE, "diagnostics:questionnaire", gettext_lazy("Questionnaire"), may.read_words)


@kept_alone
def diagnostics_of_the_last_key(person) -> list[Kept]:
    """Erased with the account that alone opens them: words that nobody can open any more are not kept (R370)."""
    mine = Diagnostic.objects.filter(members__in=Member.objects.current().filter(person=person)).exclude(space="")
    why = _(
        "Personne d’autre n’a la clé de ce diagnostic : sans elle, ses notes sont perdues pour tout le monde. La clé se donne d’abord à une autre personne, à la page de l’équipe."
    )
    return [
        Kept(_("Diagnostic, %(territory)s") % {"territory": one.participation.territory.name}, why, one.scope_id,
             partial(erase, one))
        for one in mine.select_related("participation__territory")
        if team.has_key(one, person) and team.has_it_alone(one, person)
    ]  # fmt: skip
