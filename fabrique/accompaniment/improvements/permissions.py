"""Who decides an improvement, and who checks it: never the same."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds


@permission
def follow_improvement(person, improvement):
    """Whoever leads the cohort where the limit was said, and the team."""
    edit_cohort(person, improvement.cohort)


@permission
def check_improvement(person, improvement):
    """The evaluator of the cohort where it is applied (R575)."""
    place = improvement.applied_in
    if place is None or not holds(person, Role.EMBEDDED_EVALUATOR, within=place.scope):
        raise Denied(_("C’est l’évaluateur de la cohorte où elle est appliquée qui vérifie."))
