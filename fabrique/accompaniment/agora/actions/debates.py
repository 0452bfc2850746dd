"""The workshop of an Agora: prepared in one act, with the format of the house (R409, ADR 0093)."""

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.models import Agora, Debate
from fabrique.accompaniment.workshops import actions as workshops
from fabrique.accompaniment.workshops import scripts
from fabrique.accompaniment.workshops.models import Workshop
from fabrique.core import audit
from fabrique.ground.people.models import Person

FORMAT = "debat-d-agora"


@transaction.atomic
def prepare_debate(*, agora: Agora, by: Person) -> Workshop:
    """Its steps are changed like those of any workshop. Of a local Agora, it is led at home."""
    may.debate(by, agora)
    name = agora.participation.territory.name if agora.participation else agora.name
    title = Truncator(_("Débat : %(name)s") % {"name": name}).chars(160)
    workshop = workshops.prepare(
        cohort=agora.cohort, title=title, by=by, script=scripts.house()[FORMAT].script,
        participation=agora.participation, at_home=agora.participation is not None,
    )  # fmt: skip
    Debate.objects.create(agora=agora, workshop=workshop)
    audit.record(by, "agora-debate-prepared", agora, workshop=workshop.code)
    return workshop
