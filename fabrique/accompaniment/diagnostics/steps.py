"""Where a diagnostic stands, what comes next and who does it: one line a state, in words for everybody who may follow."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fabrique.accompaniment.diagnostics.enums import DiagnosticState as State


@dataclass(frozen=True)
class Step:
    situation: str | Promise
    next: str | Promise
    who: str | Promise


STEPS = {
    State.TO_FRAME: Step(
        _("Le diagnostic se prépare"),
        _("On choisit qui écoute, avec quelles questions, et quelle variété de personnes rencontrer."),
        _("la personne qui conduit la cohorte, avec l’équipe"),
    ),
    State.FRAMED: Step(
        _("Tout est prêt pour inviter"),
        _("On invite les personnes à rencontrer ; les entretiens s’ouvrent ensuite."),
        _("l’équipe du diagnostic, aidée par la personne référente de la délégation"),
    ),
    State.RUNNING: Step(
        _("Les entretiens sont en cours"),
        _("Chaque personne est écoutée à part ; ce qu’elle dit n’est lu que par l’équipe."),
        _("l’équipe du diagnostic"),
    ),
    State.HEARD: Step(
        _("Les entretiens sont finis"),
        _("L’équipe relit ses notes, puis commence l’analyse."),
        _("l’équipe du diagnostic"),
    ),
    State.ANALYSIS: Step(
        _("L’équipe analyse ce qu’elle a entendu"),
        _("Deux personnes qui n’ont rien écrit relisent la restitution avant que quelqu’un d’autre ne la voie."),
        _("l’équipe du diagnostic et le cercle de supervision"),
    ),
    State.PRE_RESTITUTED: Step(
        _("Le n° 1 a vu la restitution"),
        _("Les personnes rencontrées sont invitées à la restitution."),
        _("l’équipe du diagnostic"),
    ),
    State.RESTITUTED: Step(
        _("Le diagnostic est restitué"),
        _("La délégation relie ce qu’elle a entendu à son projet pilote."),
        _("la délégation, avec la personne qui conduit la cohorte"),
    ),
    State.LINKED: Step(
        _("Le diagnostic nourrit le projet pilote"),
        _("Les notes d’entretien sont détruites à la date annoncée."),
        _("la plateforme, le jour venu"),
    ),
    State.ARCHIVED: Step(
        _("Le diagnostic est archivé"),
        _("Les notes et la liste des personnes rencontrées sont détruites ; la restitution reste."),
        _("personne : il n’y a plus rien à faire"),
    ),
}  # fmt: skip
