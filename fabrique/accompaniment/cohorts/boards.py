"""The tabs of the board that this area holds, and what a cohort still needs of them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.actions.composition import BEFORE_THE_RUN, FEWEST_TERRITORIES
from fabrique.accompaniment.cohorts.board import Part, Tab, next_step, tabs
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.core.inbox import Act

tabs += [
    Tab(Part.COMPOSE, 10, "essential", gettext_lazy("L’essentiel"), "cohorts:prepare", edit_cohort),
    Tab(Part.COMPOSE, 20, "partners", gettext_lazy("Partenaires"), "cohorts:partners", edit_cohort),
    Tab(Part.COMPOSE, 30, "phases", gettext_lazy("Temps du parcours"), "cohorts:phases", edit_cohort),
    Tab(Part.GATHER, 20, "territories", gettext_lazy("Territoires"), "cohorts:territories", edit_cohort),
    Tab(Part.LIVE, 20, "newsletters", gettext_lazy("Infolettres"), "cohorts:newsletters", edit_cohort),
    Tab(Part.COMPOSE, 40, "ambition", gettext_lazy("Ambition"), "cohorts:ambition", edit_cohort),
    Tab(Part.COMPOSE, 50, "levers", gettext_lazy("Leviers"), "cohorts:levers", edit_cohort),
    Tab(Part.LIVE, 90, "loads", gettext_lazy("Charge"), "cohorts:loads", edit_cohort),
]


@next_step
def to_compose(cohort) -> list[Act]:
    def act(view: str, title: str, why: str, verb: str) -> Act:
        return Act(_("à composer"), title, why, reverse(f"cohorts:{view}", args=[cohort.code]), verb)

    acts = []
    if not cohort.summary:
        acts.append(act("prepare", _("Dire la cohorte en deux phrases"),
                        _("C’est ce que liront les territoires qui hésitent à vous rejoindre."), _("Écrire")))  # fmt: skip
    if not cohort.partners.exists():
        acts.append(act("partners", _("Nommer les partenaires et leur rôle"),
                        _("Chacun doit savoir qui conduit, qui finance, qui évalue."), _("Nommer")))  # fmt: skip
    if not cohort.phases.exists():
        acts.append(act("phases", _("Choisir les temps du parcours"),
                        _("Chaque temps part d’une question ; aucun n’en attend un autre."), _("Choisir")))  # fmt: skip
    if cohort.state in BEFORE_THE_RUN and cohort.participations.current().count() < FEWEST_TERRITORIES:
        acts.append(act("territories", _("Faire entrer les territoires"),
                        _("La cohorte se lance à partir de deux territoires."), _("Faire entrer")))  # fmt: skip
    if not cohort.ambitions.exists():
        acts.append(act("ambition", _("Écrire l’ambition"),
                        _("On comparera l’espéré et l’obtenu avec un commentaire, jamais avec une note."), _("Écrire")))  # fmt: skip
    return acts
