"""What the journal says of restitutions."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_kinds, name_verbs

name_kinds(
    restitution__edition=_("version d’une restitution"),
    restitution__restitution=_("restitution"),
    restitution__publishedrecommendation=_("recommandation"),
)
name_verbs(
    analysis_begun=_("a commencé l’analyse d’un diagnostic"),
    finding_written=_("a écrit un constat"),
    finding_removed=_("a retiré un constat"),
    recommendation_written=_("a écrit une recommandation"),
    recommendation_removed=_("a retiré une recommandation"),
    verbatim_written=_("a écrit une citation"),
    verbatim_removed=_("a retiré une citation"),
    limits_written=_("a écrit les limites d’une restitution"),
    roster_written=_("a complété la liste de ce qui ne doit pas paraître"),
    draft_commented=_("a commenté un brouillon de restitution"),
    edition_made=_("a figé une version de restitution"),
    edition_superseded=_("a remplacé une version de restitution"),
    edition_withdrawn=_("a retiré une version de restitution"),
    edition_erased=_("clés d’une version détruites"),
    edition_presented=_("a présenté une restitution au n° 1"),
    edition_restituted=_("a restitué un diagnostic"),
    reviewer_named=_("a confié une relecture"),
    reviewer_released=_("a repris une relecture"),
    review_signed=_("a signé une fiche de risque"),
    change_asked=_("a demandé un changement dans une restitution"),
    change_answered=_("a répondu à une demande sur une restitution"),
    restitution_opened=_("a rendu une restitution publique"),
    restitution_closed=_("a refermé une restitution au public"),
    recommendation_answered=_("a répondu à une recommandation"),
    diagnostic_linked=_("a relié un diagnostic au projet pilote"),
    change_said=_("a dit ce qui a changé depuis une restitution"),
    follow_up_held=_("a noté l’entretien de suite d’une restitution"),
)
