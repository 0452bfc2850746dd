"""What waits: days to confirm, a text to sign, a list to choose from, a mediation to hold."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.missions.enums import ConventionState, MissionState, Party
from fabrique.accompaniment.missions.models import Change, Convention, Day, Engagement, Mission, Signature
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role


@waits_for
def days_to_confirm(person) -> list[Waiting]:
    """One act a mission, however many days."""
    mine = person.scopes_as(Role.DELEGATION_REFERENT)
    if not mine:
        return []
    waiting = Day.objects.to_confirm().exclude(declared_by=person).values("engagement__mission")
    rows = Mission.objects.filter(participation__scope__in=mine, pk__in=waiting).select_related("participation__cohort")
    return [Waiting(rows.order_by("pk"), lambda missions: [
        Act(_("à confirmer"), mission.title, _("L’allié·e a déclaré des jours."),
            reverse("missions:days", args=[mission.cohort.code, mission.code]), _("Voir les jours"))
        for mission in missions
    ])]  # fmt: skip


@waits_for
def lists_to_choose_from(person) -> list[Waiting]:
    mine = person.scopes_as(Role.DELEGATION_REFERENT)
    if not mine:
        return []
    rows = Mission.objects.filter(participation__scope__in=mine, state=MissionState.LISTED)
    return [Waiting(rows.select_related("participation__cohort").order_by("pk"), lambda missions: [
        Act(_("à choisir"), mission.title, _("Des alliés vous sont présentés : la délégation choisit."),
            mission.get_absolute_url(), _("Voir les alliés"))
        for mission in missions
    ])]  # fmt: skip


@waits_for
def texts_to_sign(person) -> list[Waiting]:
    """To each party that has not signed the text in force."""
    speaks = person.scopes_as(Role.DELEGATION_REFERENT)
    rows = Convention.objects.filter(state=ConventionState.AGREED)
    parts = {
        Party.TERRITORY: rows.filter(engagement__mission__participation__scope__in=speaks) if speaks else None,
        Party.ALLY: rows.filter(engagement__in=Engagement.objects.current().of(person)) if person.scopes_as(Role.ACCOMPANYING_ALLY) else None,
        Party.ASSOCIATION: rows if person.holds(Role.ASSOCIATION_EMPLOYEE) else None,
    }  # fmt: skip
    return [Waiting(unsigned(found, party), to_sign) for party, found in parts.items() if found is not None]


def unsigned(rows, party):
    from_now = Signature.objects.filter(party=party, amendment=None)
    same = from_now.filter(convention__text_number=F("text_number")).values("convention")
    return rows.exclude(pk__in=same).select_related("engagement__organisation", "engagement__mission__participation__cohort").order_by("pk")  # fmt: skip


def to_sign(conventions) -> list[Act]:
    return [
        Act(_("à signer"), row.engagement.organisation.name, _("Une convention attend votre signature."),
            row.get_absolute_url(), _("Lire et signer"))
        for row in conventions
    ]  # fmt: skip


@waits_for
def mediations_to_hold(person) -> list[Waiting]:
    led = person.scopes_as(*LEADS)
    if not led:
        return []
    rows = Change.objects.filter(state="asked", engagement__mission__participation__cohort__scope__in=led)
    rows = rows.select_related("engagement__organisation", "engagement__mission__participation__cohort")
    return [Waiting(rows.order_by("pk"), lambda changes: [
        Act(_("médiation"), change.engagement.organisation.name, _("Un changement d’allié est demandé : réunissez les deux côtés."),
            reverse("missions:settle-change", args=[change.engagement.mission.cohort.code, change.engagement.mission.code, change.code]),
            _("Noter l’issue"), urgent=True)
        for change in changes
    ])]  # fmt: skip
