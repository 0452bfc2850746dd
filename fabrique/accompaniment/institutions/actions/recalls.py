"""What comes back by itself on its day, to the one who answers for it and to nobody else (R519, R546)."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Cohort
from fabrique.accompaniment.institutions.models import ActionSheet
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.models import Person, RoleGrant


def keepers_of(cohort: Cohort, in_charge: Person | None) -> list[Person]:
    """Whoever answers for it while they still may; else those who lead the cohort. The same as `models.entrusted_to`."""
    grants = RoleGrant.objects.active().filter(Q(role__in=LEADS, scope=cohort.scope) | Q(role__in=STAFF))
    if in_charge and in_charge.is_active and grants.filter(person=in_charge).exists():
        return [in_charge]
    leading = grants.filter(role__in=LEADS).values("person")
    return list(Person.objects.active().filter(pk__in=leading).order_by("pk"))


def recall_sheets() -> int:
    """In the morning's letter, once for each day that was given; how many were told. Run as often as one likes."""
    told = 0
    for sheet in ActionSheet.objects.to_review().select_related("cohort__scope", "in_charge").order_by("pk"):
        url = reverse("institutions:move", args=[sheet.cohort.code, sheet.code])
        for person in keepers_of(sheet.cohort, sheet.in_charge):
            with override(person.language):
                subject = _("Une fiche à revoir : %(title)s") % {"title": sheet.title}
            once = f"sheet-{sheet.code}-{sheet.review_on}"
            told += bool(notify(person, Kind.TASK, subject, [sheet.reason], url, scope=sheet.cohort.scope, once=once))
    return told
