"""Who compares the diagnostics of a cohort, and who sees which territory (A50, « Anonymous cohort matrix »)."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import LEADS, cohorts_as
from fabrique.accompaniment.convergences.enums import TopicState
from fabrique.accompaniment.convergences.models.topics import (
    SEES_COUNTS,
    SEES_TERRITORIES,
    SEES_THEMES,
)
from fabrique.accompaniment.workspace.permissions import keep_space
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds


def holds_in(person, cohort, *roles: Role) -> bool:
    """Somewhere in this cohort: in itself, a delegation, a diagnostic, a group."""
    return person.is_authenticated and cohort.scope_id in cohorts_as(person, *roles)


@permission
def see_territories(person, cohort):
    """The matrix itself: those who diagnose, accompany, facilitate, evaluate or lead, and the association's team."""
    if not (holds(person, Role.ASSOCIATION_EMPLOYEE) or holds_in(person, cohort, *SEES_TERRITORIES)):
        raise Denied(
            _("Quel territoire porte quel thème n’est lu que par celles et ceux qui diagnostiquent et conduisent.")
        )


@permission
def see_counts(person, cohort):
    """Themes, and how many territories share them (R386)."""
    if not (see_territories.allows(person, cohort) or holds_in(person, cohort, *SEES_COUNTS)):
        raise Denied(_("Le nombre de territoires est lu par les délégations et par celles et ceux qui comparent."))


@permission
def see_themes(person, cohort):
    """Themes alone: a number one, the institution, a funder."""
    if not (see_counts.allows(person, cohort) or holds_in(person, cohort, *SEES_THEMES)):
        raise Denied(
            _("La comparaison se lit dans la cohorte. La page publique des convergences est ouverte à toutes et tous.")
        )


@permission
def lead_topics(person, cohort):
    """Take up a theme, propose it, plan a day, write the public page: who leads, and the association's team."""
    if not (holds(person, Role.ASSOCIATION_EMPLOYEE) or holds(person, *LEADS, within=cohort.scope)):
        raise Denied(_("Les sujets sont proposés par qui conduit la cohorte. Écrivez-lui."))
    if cohort.state == CohortState.ARCHIVED:
        raise Denied(_("La cohorte est archivée : elle se lit, elle ne change plus."))


@permission
def read_topic(person, topic):
    """`visible_to` has chosen which; here, whoever may see the themes."""
    see_themes(person, topic.cohort)


@permission
def lead_topic(person, topic):
    lead_topics(person, topic.cohort)


@permission
def keep_wording(person, wording):
    lead_topics(person, wording.cohort)


@permission
def vote(person, participation, topic):
    """One voice a delegation, as long as the topic is proposed (R390)."""
    keep_space(person, participation)
    if topic.state != TopicState.PROPOSED:
        raise Denied(_("Les avis sont clos sur ce sujet."))


@permission
def name_territory(person, participation):
    """To be named or not is the territory's act: its referent or its number one (R386)."""
    if not holds(person, Role.DELEGATION_REFERENT, Role.NUMBER_ONE, within=participation.scope):
        raise Denied(_("C’est à la personne référente ou au n° 1 de dire si le territoire accepte d’être nommé."))
