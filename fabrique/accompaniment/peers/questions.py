"""What each step asks, one after the other (R400)."""

from django.utils.translation import gettext_lazy as _

from fabrique.accompaniment.peers.enums import Step

QUESTIONS = {
    Step.PRACTICES: (
        _("Racontez un moment récent où votre travail a résisté. Que s’est-il passé ?"),
        _("Qu’est-ce qui a marché, et grâce à quoi ?"),
        _("Qu’est-ce qui se joue vraiment, derrière ce que l’on voit ?"),
    ),
    Step.ROLE: (
        _("Qu’est-ce que personne d’autre ne ferait si vous ne le faisiez pas ?"),
        _("Quel tour de main avez-vous appris sans qu’on vous l’enseigne ?"),
        _("Comment vous tenez-vous quand les autres ne sont pas d’accord ?"),
    ),
    Step.RELATIONS: (
        _("Avec quelle catégorie d’acteurs est-ce simple, et pourquoi ?"),
        _("Avec laquelle est-ce difficile ? Qu’est-ce qui bloque, concrètement ?"),
    ),
    Step.REQUESTS: (
        _("Que demandez-vous à une autre catégorie, ou à toutes, pour que votre travail change ?"),
        _("À quoi vous engagez-vous de votre côté, et pour quand ?"),
    ),
}
