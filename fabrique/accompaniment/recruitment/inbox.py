"""The commitment that a number one is asked to sign, and the candidacies to talk about again."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.recruitment.enums import CandidacyState
from fabrique.accompaniment.recruitment.models import Candidacy, Commitment
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role

ASKED_FROM = (CandidacyState.CANDIDATE, CandidacyState.PREPARING, CandidacyState.ENGAGED)


@waits_for
def commitments_to_sign(person) -> list[Waiting]:
    mine = person.scopes_as(Role.NUMBER_ONE)
    if not mine:
        return []
    files = Candidacy.objects.filter(scope__in=mine, state__in=ASKED_FROM)
    unsigned = files.exclude(pk__in=Commitment.objects.standing().values("candidacy"))
    return [Waiting(unsigned.select_related("cohort", "territory"), lambda candidacies: [
        Act(_("à signer"), _("Votre engagement : %(territory)s") % {"territory": candidacy.territory.name},
            _("Un texte court, à lire et à signer ici : votre délégation s’appuie dessus."),
            reverse("recruitment:sign", args=[candidacy.cohort.code, candidacy.code]), _("Lire et signer"), urgent=True)
        for candidacy in candidacies
    ])]  # fmt: skip


@waits_for
def candidacies_to_talk_about_again(person) -> list[Waiting]:
    led = person.scopes_as(*LEADS)
    if not led:
        return []
    due = Candidacy.objects.filter(
        cohort__scope__in=led, state=CandidacyState.POSTPONED, review_on__lte=timezone.localdate()
    )
    return [Waiting(due.select_related("cohort", "territory"), lambda candidacies: [
        Act(_("à reprendre"), candidacy.territory.name, candidacy.decision_reason, candidacy.get_absolute_url(),
            _("Reprendre contact"))
        for candidacy in candidacies
    ])]  # fmt: skip
