from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.contracts import annexes
from fabrique.accompaniment.contracts.permissions import take_annex
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.core.exports import document_response
from fabrique.core.http import guarded


@require_safe
@guarded(take_annex, cohort=Cohort, project=PilotProject)
def annex(request, cohort, project, format_name):
    def build():
        return annexes.build(project, request.user, get_language())

    return document_response(f"annexe-{project.code}", build, format_name)
