"""What the report adds to the board of a cohort."""

from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Part, Tab, tabs
from fabrique.roof.reports.permissions import lead_report

tabs.append(Tab(Part.LEARN, 90, "report", gettext_lazy("Rapport"), "reports:workshop", lead_report))
