"""What is done in a pair, as the journal says it: never a word of it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    pair_asked=_("a proposé un binôme"),
    pair_answered=_("a répondu à une proposition de binôme"),
    pair_ended=_("a mis fin à un binôme"),
    pair_side_written=_("a écrit dans l’espace d’un binôme"),
    pair_mandate_given=_("a confié quelque chose dans un binôme"),
    pair_mandate_ended=_("a mis fin à ce qui était confié dans un binôme"),
    pair_point_opened=_("a ouvert un point dans un binôme"),
    pair_point_decided=_("a tranché un point dans un binôme"),
    pair_point_withdrawn=_("a retiré un point d’un binôme"),
    pair_word_opened=_("a ouvert un mot dans un binôme"),
    pair_word_stated=_("a dit ce qu’un mot veut dire dans un binôme"),
    pair_text_proposed=_("a proposé un texte commun dans un binôme"),
    pair_text_agreed=_("a accepté un texte commun dans un binôme"),
)
