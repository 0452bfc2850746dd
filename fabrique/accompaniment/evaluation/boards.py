"""What the evaluation adds to the board of a cohort."""

from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Part, Tab, tabs
from fabrique.accompaniment.evaluation.permissions import teach

tabs.append(Tab(Part.LEARN, 10, "lessons", gettext_lazy("Enseignements"), "evaluation:lessons", teach))
tabs.append(Tab(Part.LEARN, 12, "evaluation-day", gettext_lazy("Journée d’évaluation"), "evaluation:day", teach))
