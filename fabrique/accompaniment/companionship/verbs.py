"""What is done after a cohort, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    companion_invited=_("a invité un territoire à rester compagnon"),
    companion_moved=_("a changé l’état d’un compagnonnage"),
    companion_edited=_("a modifié un compagnonnage"),
    companion_shown=_("a accepté que son territoire soit montré"),
    companion_hidden=_("a retiré son territoire de la vitrine"),
    companion_point_written=_("a dit ce qui vit encore"),
    companion_point_moved=_("a publié ou retiré la parole d’un territoire compagnon"),
    witness_asked=_("a demandé un témoignage"),
    witness_answered=_("a répondu à une demande de témoignage"),
    pair_proposed=_("a proposé un lien entre deux territoires"),
    pair_agreed=_("a accepté un lien entre deux territoires"),
    pair_closed=_("a fermé un lien entre deux territoires"),
    rebound_set=_("a posé un temps de rebond"),
    shelf_opened=_("a ouvert les mallettes de sa cohorte aux compagnons"),
    shelf_closed=_("a refermé les mallettes de sa cohorte"),
    trip_proposed=_("a proposé un voyage apprenant"),
    trip_edited=_("a modifié un voyage apprenant"),
    trip_moved=_("a changé l’état d’un voyage apprenant"),
    trip_joined=_("a inscrit une délégation à un voyage"),
    trip_left=_("a retiré une inscription à un voyage"),
    trip_cost_said=_("a dit qui paie un voyage"),
    trip_told=_("a raconté un voyage"),
    trip_shown=_("a rendu publique la note d’un voyage"),
    trip_hidden=_("a retiré de la vitrine la note d’un voyage"),
)
