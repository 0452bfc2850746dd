from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class GroupState(TextChoices):
    """R404."""

    FORMED = "formed", _("formé")
    RUNNING = "running", _("en cours")
    DRAFTED = "drafted", _("synthèse à relire")
    VALIDATED = "validated", _("synthèse validée par les membres")
    RELEASED = "released", _("synthèse partagée")
    ARCHIVED = "archived", _("archivé")


_G = GroupState
GROUP = Transitions("peer-group", GroupState, {
    "start": ((_G.FORMED,), _G.RUNNING, _("Commencer les échanges")),
    "draft": ((_G.RUNNING,), _G.DRAFTED, _("Donner la synthèse à relire")),
    "reopen": ((_G.DRAFTED, _G.VALIDATED), _G.RUNNING, _("Reprendre les échanges")),
    "validate": ((_G.DRAFTED,), _G.VALIDATED, _("Dire que la synthèse est validée")),
    "release": ((_G.VALIDATED,), _G.RELEASED, _("Partager")),
    "archive": ((_G.FORMED, _G.RUNNING, _G.DRAFTED, _G.VALIDATED, _G.RELEASED), _G.ARCHIVED, _("Archiver le groupe")),
})  # fmt: skip
# the moves of the facilitator's own hand; the first statement shared makes the other
BY_HAND = ("start", "draft", "reopen", "validate", "archive")


class MemberState(TextChoices):
    """Somebody who declines and somebody to whom the group is closed are told alike: nobody learns which."""

    INVITED = "invited", _("invitation en cours")
    IN = "in", _("membre")
    OUT = "out", _("pas dans ce groupe")
    LEFT = "left", _("a quitté le groupe")


_M = MemberState
MEMBER = Transitions("member-of-a-peer-group", MemberState, {
    "enter": ((_M.INVITED,), _M.IN, _("Entrer dans le groupe")),
    "turn-away": ((_M.INVITED,), _M.OUT, _("Ne pas entrer dans ce groupe")),
    "leave": ((_M.IN,), _M.LEFT, _("Quitter le groupe")),
    "invite-again": ((_M.OUT, _M.LEFT), _M.INVITED, _("Proposer de nouveau")),
})  # fmt: skip


class Step(TextChoices):
    """R400, in this order."""

    PRACTICES = "practices", _("Le réel des pratiques")
    ROLE = "role", _("Le rôle et les postures")
    RELATIONS = "relations", _("Les relations avec les autres")
    REQUESTS = "requests", _("Ce que nous demandons, ce à quoi nous nous engageons")


class Kind(TextChoices):
    DIFFICULTY = "difficulty", _("une difficulté")
    SUCCESS = "success", _("une réussite")
    STAKE = "stake", _("un enjeu du travail")
    ROLE = "role", _("ce qui fait mon rôle")
    KNOW_HOW = "know-how", _("un savoir-faire")
    POSTURE = "posture", _("une posture")
    LEVER = "lever", _("ce qui aide une relation")
    BRAKE = "brake", _("ce qui freine une relation")
    REQUEST = "request", _("une demande")
    COMMITMENT = "commitment", _("un engagement")


_K = Kind
STEPS = {
    Step.PRACTICES: (_K.DIFFICULTY, _K.SUCCESS, _K.STAKE),
    Step.ROLE: (_K.ROLE, _K.KNOW_HOW, _K.POSTURE),
    Step.RELATIONS: (_K.LEVER, _K.BRAKE),
    Step.REQUESTS: (_K.REQUEST, _K.COMMITMENT),
}


class StatementKind(TextChoices):
    """R409."""

    REVELATION = "revelation", _("révélation")
    CLAIM = "claim", _("revendication")
    COMMITMENT = "commitment", _("engagement")


class StatementState(TextChoices):
    DRAFT = "draft", _("entre nous")
    RELEASED = "released", _("partagé")
    TAKEN_BACK = "taken-back", _("retiré")


_S = StatementState
STATEMENT = Transitions("peer-statement", StatementState, {
    "release": ((_S.DRAFT,), _S.RELEASED, _("Partager")),
    "take-back": ((_S.RELEASED,), _S.TAKEN_BACK, _("Retirer")),
    "rewrite": ((_S.DRAFT, _S.TAKEN_BACK), _S.DRAFT, _("Récrire")),
})  # fmt: skip


class Says(TextChoices):
    RECOGNISE = "recognise", _("Je m’y reconnais")
    NAMES_ME = "names-me", _("On pourrait me reconnaître")
    CHANGE = "change", _("À changer")


# below this number of members, whoever speaks could be guessed
FEWEST = 3
