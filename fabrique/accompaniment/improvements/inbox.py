"""Improvements that an evaluator may check."""

from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.accompaniment.improvements.enums import ImprovementState
from fabrique.accompaniment.improvements.models import Improvement
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role


@waits_for
def to_check(person) -> list[Waiting]:
    mine = person.scopes_as(Role.EMBEDDED_EVALUATOR)
    if not mine:
        return []
    applied = Improvement.objects.filter(applied_in__scope__in=mine, state=ImprovementState.APPLIED).select_related(
        "cohort"
    )
    return [Waiting(applied.order_by("title", "pk"), lambda improvements: [
        Act(_("à vérifier"), one.title, one.how, reverse("improvements:check", args=[one.cohort.code, one.code]),
            _("Vérifier"))
        for one in improvements
    ])]  # fmt: skip
