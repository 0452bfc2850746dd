"""What is done in a workshop, as the journal says it: never a word of it, and nothing of who writes or votes."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    workshop_prepared=_("a préparé un atelier"),
    workshop_edited=_("a modifié un atelier"),
    workshop_moved=_("a ouvert, terminé ou archivé un atelier"),
    workshop_taken_over=_("a repris la conduite d’un atelier"),
    workshop_script_changed=_("a changé le déroulé d’un atelier"),
    workshop_step_reached=_("a mené un atelier à un autre pas"),
    workshop_timer_set=_("a réglé le minuteur d’un atelier"),
    workshop_results_shown=_("a montré le résultat d’un vote"),
    workshop_card_put_aside=_("a mis une carte de côté"),
    workshop_card_put_back=_("a remis une carte sur le mur"),
    workshop_cards_grouped=_("a regroupé des cartes"),
    workshop_cluster_named=_("a renommé un groupe de cartes"),
    workshop_cluster_removed=_("a défait un groupe de cartes"),
    workshop_statement_added=_("a écrit une carte sans auteur"),
    workshop_statement_removed=_("a ôté une carte sans auteur"),
    workshop_decision_written=_("a écrit une décision d’atelier"),
    workshop_decision_removed=_("a ôté une décision d’atelier"),
    workshop_output_kept=_("a porté un atelier dans ce que garde le programme"),
    workshop_format_copied=_("a copié un format d’atelier"),
    workshop_format_edited=_("a modifié un format d’atelier"),
    workshop_format_moved=_("a mis un format dans la boîte à outils, ou l’en a repris"),
    workshop_format_removed=_("a ôté un format d’atelier"),
)
