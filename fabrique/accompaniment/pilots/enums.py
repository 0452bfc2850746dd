"""Kinds and states of a pilot project and of what is kept with it (A36)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class ProjectKind(TextChoices):
    """R418."""

    TOTEM = "totem", _("projet totem")
    MICRO = "micro", _("micro-projet")


class ProjectState(TextChoices):
    """R426. The first four follow the notes; no phase closes another (R007)."""

    IDEA = "idea", _("idée")
    INTENTION = "intention", _("intention")
    FRAMING = "framing", _("cadrage")
    FEASIBILITY = "feasibility", _("faisabilité")
    ALLY_CHOSEN = "ally-chosen", _("allié choisi")
    RUNNING = "running", _("accompagnement en cours")
    APPRAISAL = "appraisal", _("bilan")
    CONTINUED = "continued", _("continué")
    REPLICATED = "replicated", _("reproduit ailleurs")
    PAUSED = "paused", _("en pause")
    ABANDONED = "abandoned", _("abandonné")


_S = ProjectState
BY_NOTES = (_S.IDEA, _S.INTENTION, _S.FRAMING, _S.FEASIBILITY)
UNDER_WAY = (*BY_NOTES, _S.ALLY_CHOSEN, _S.RUNNING, _S.APPRAISAL)
PROJECT = Transitions("pilot-project", ProjectState, {
    "write-intention": ((_S.IDEA,), _S.INTENTION, _("Remettre la note d’intention")),
    "write-framing": ((_S.IDEA, _S.INTENTION), _S.FRAMING, _("Remettre la note de cadrage")),
    "write-feasibility": (BY_NOTES[:3], _S.FEASIBILITY, _("Remettre la note de faisabilité")),
    "choose-ally": (BY_NOTES, _S.ALLY_CHOSEN, _("Choisir l’allié")),
    **{f"lose-ally-{state}": ((_S.ALLY_CHOSEN,), state, _("Retirer l’allié")) for state in BY_NOTES},
    "begin": ((_S.ALLY_CHOSEN,), _S.RUNNING, _("Commencer l’accompagnement")),
    "appraise": ((_S.RUNNING,), _S.APPRAISAL, _("Passer au bilan")),
    "continue": ((_S.APPRAISAL, _S.REPLICATED), _S.CONTINUED, _("Le projet continue")),
    "replicate": ((_S.APPRAISAL, _S.CONTINUED), _S.REPLICATED, _("Le projet est reproduit ailleurs")),
    "pause": (UNDER_WAY, _S.PAUSED, _("Mettre en pause")),
    **{f"resume-{state}": ((_S.PAUSED,), state, _("Reprendre")) for state in UNDER_WAY},
    "abandon": ((*UNDER_WAY, _S.PAUSED), _S.ABANDONED, _("Abandonner")),
})  # fmt: skip
# moves a person makes knowingly, with a word that says why; the others follow an act
SAID = ("begin", "appraise", "continue", "replicate", "pause", "abandon")
# what one has nothing to explain for
WITHOUT_WORDS = ("begin", "appraise")


class NoteKind(TextChoices):
    """R419, in their order."""

    INTENTION = "intention", _("note d’intention")
    FRAMING = "framing", _("note de cadrage")
    FEASIBILITY = "feasibility", _("note de faisabilité")


BEFORE = {NoteKind.FRAMING: NoteKind.INTENTION, NoteKind.FEASIBILITY: NoteKind.FRAMING}
MOVED_BY = {kind: f"write-{kind}" for kind in NoteKind}


class NoteState(TextChoices):
    """R423."""

    DRAFT = "draft", _("brouillon")
    SUBMITTED = "submitted", _("remise")
    COMMENTED = "commented", _("commentée")
    ACCEPTED = "accepted", _("acceptée")
    SUPERSEDED = "superseded", _("remplacée")


_N = NoteState
GIVEN = (_N.SUBMITTED, _N.COMMENTED, _N.ACCEPTED)
NOTE = Transitions("pilot-note", NoteState, {
    "submit": ((_N.DRAFT,), _N.SUBMITTED, _("Remettre la note")),
    "comment": ((_N.SUBMITTED,), _N.COMMENTED, _("Commenter")),
    "accept": ((_N.SUBMITTED, _N.COMMENTED), _N.ACCEPTED, _("Accepter la note")),
    "supersede": (GIVEN, _N.SUPERSEDED, _("Remplacer par une nouvelle version")),
})  # fmt: skip


class Ring(TextChoices):
    """R429: how near a project somebody stands."""

    CORE = "core", _("au cœur")
    CONTRIBUTOR = "contributor", _("contribue")
    INFORMED = "informed", _("est informé")
    OPPONENT = "opponent", _("s’oppose")
    GONE = "gone", _("n’y est plus")


class Track(TextChoices):
    """The double timeline: what is lived with people, what the administration asks."""

    PARTICIPATIVE = "participative", _("avec les habitants et les acteurs")
    ADMINISTRATIVE = "administrative", _("démarches et décisions")


class MilestoneKind(TextChoices):
    """R431."""

    DELIBERATION = "deliberation", _("délibération")
    PLAN = "plan", _("plan local d’urbanisme")
    PERMIT = "permit", _("autorisation ou permis")
    TENDER = "tender", _("consultation d’entreprises")
    MARKET = "market", _("marché signé")
    MEETING = "meeting", _("réunion publique")
    WORKSHOP = "workshop", _("atelier avec les acteurs")
    OTHER = "other", _("autre étape")


WITH_PEOPLE = (MilestoneKind.MEETING, MilestoneKind.WORKSHOP)


class MilestoneState(TextChoices):
    PLANNED = "planned", _("prévue")
    DONE = "done", _("passée")
    DROPPED = "dropped", _("n’aura pas lieu")


_M = MilestoneState
MILESTONE = Transitions("pilot-milestone", MilestoneState, {
    "pass": ((_M.PLANNED,), _M.DONE, _("C’est passé")),
    "drop": ((_M.PLANNED,), _M.DROPPED, _("Cela n’aura pas lieu")),
    "plan-again": ((_M.DONE, _M.DROPPED), _M.PLANNED, _("Remettre à venir")),
})  # fmt: skip


class BlockageKind(TextChoices):
    """R430."""

    APPEAL = "appeal", _("recours en justice")
    DELIBERATION = "deliberation", _("délibération contestée")
    RULES = "rules", _("règles qui se contredisent")
    RESISTANCE = "resistance", _("résistance")
    MEANS = "means", _("moyens qui manquent")


class BlockageState(TextChoices):
    OPEN = "open", _("bloque")
    EASED = "eased", _("bloque moins")
    LIFTED = "lifted", _("levé")
    LIVED_WITH = "lived-with", _("on fait avec")


_B = BlockageState
STANDING = (_B.OPEN, _B.EASED)
BLOCKAGE = Transitions("pilot-blockage", BlockageState, {
    "ease": ((_B.OPEN,), _B.EASED, _("Cela bloque moins")),
    "lift": (STANDING, _B.LIFTED, _("C’est levé")),
    "live-with": (STANDING, _B.LIVED_WITH, _("On fait avec")),
    "reopen": ((_B.EASED, _B.LIFTED, _B.LIVED_WITH), _B.OPEN, _("Cela bloque de nouveau")),
})  # fmt: skip


class DeliverableKind(TextChoices):
    """R432."""

    TOOL = "tool", _("outil")
    SPECIFICATION = "specification", _("cahier des charges")
    METHOD = "method", _("fiche méthode")
    OTHER = "other", _("autre document utile")


class DeliverableState(TextChoices):
    EXPECTED = "expected", _("attendu")
    DELIVERED = "delivered", _("remis")
    DROPPED = "dropped", _("abandonné")


_D = DeliverableState
DELIVERABLE = Transitions("pilot-deliverable", DeliverableState, {
    "deliver": ((_D.EXPECTED,), _D.DELIVERED, _("Remettre")),
    "drop": ((_D.EXPECTED,), _D.DROPPED, _("Y renoncer")),
    "expect-again": ((_D.DELIVERED, _D.DROPPED), _D.EXPECTED, _("L’attendre de nouveau")),
})  # fmt: skip
