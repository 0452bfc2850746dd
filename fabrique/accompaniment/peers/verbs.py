"""What is done in a peer group, as the journal says it: never a word of it, and nothing of who writes."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    peer_group_opened=_("a formé un groupe de pairs"),
    peer_group_edited=_("a modifié un groupe de pairs"),
    peer_group_handed=_("a proposé à quelqu’un d’animer un groupe de pairs"),
    peer_group_taken_over=_("anime un groupe de pairs à la suite de quelqu’un"),
    peer_group_not_taken=_("a décliné d’animer un groupe de pairs"),
    peer_group_proposed=_("a proposé un groupe de pairs"),
    peer_rules_accepted=_("a accepté les règles d’un groupe de pairs"),
    peer_invitation_declined=_("a décliné un groupe de pairs"),
    peer_invitation_withdrawn=_("a retiré une invitation à un groupe de pairs"),
    peer_group_moved=_("a fait avancer un groupe de pairs"),
    peer_group_left=_("a quitté un groupe de pairs"),
    peer_statement_written=_("a écrit un point de synthèse"),
    peer_statement_edited=_("a récrit un point de synthèse"),
    peer_statement_removed=_("a ôté un point de synthèse"),
    peer_statement_moved=_("a partagé ou retiré un point de synthèse"),
)
