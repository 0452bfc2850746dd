"""The tab of the recruitment, and what the cohort still owes to the territories it met."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fabrique.accompaniment.cohorts.board import Part, Tab, next_step, tabs
from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.recruitment.enums import CandidacyState
from fabrique.accompaniment.recruitment.models import Candidacy
from fabrique.accompaniment.recruitment.permissions import see_recruitment
from fabrique.core.inbox import Act

tabs.append(Tab(Part.GATHER, 10, "recruitment", gettext_lazy("Recrutement"), "recruitment:board", see_recruitment))
MEETING = (CohortState.CALL, CohortState.RECRUITMENT)


@next_step
def answers_owed(cohort) -> list[Act]:
    """A territory that applied is answered, with reasons."""
    files = Candidacy.objects.filter(cohort=cohort)
    waiting = files.filter(state=CandidacyState.CANDIDATE).count()
    address = reverse("recruitment:board", args=[cohort.code])
    if waiting:
        return [
            Act(_("à répondre"), ngettext("Un territoire attend votre réponse", "%(n)d territoires attendent votre réponse", waiting) % {"n": waiting},
                _("Chaque candidature reçoit une réponse, avec ses raisons."), address, _("Répondre"), urgent=True)
        ]  # fmt: skip
    if cohort.state in MEETING and not files.exists():
        return [
            Act(_("à rencontrer"), _("Noter les premiers territoires rencontrés"),
                _("Une piste se note en deux champs ; le reste vient avec le territoire."), address, _("Noter"))
        ]  # fmt: skip
    return []
