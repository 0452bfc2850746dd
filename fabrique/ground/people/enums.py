"""Roles and the kinds of places where they hold (requirements A1.4)."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ScopeKind(TextChoices):
    PLATFORM = "platform", _("plateforme")
    COHORT = "cohort", _("cohorte")
    DELEGATION = "delegation", _("délégation d’un territoire")
    DIAGNOSTIC = "diagnostic", _("diagnostic")
    GROUP = "group", _("groupe")


class Role(TextChoices):
    """R042. The value is the English name in kebab case, used by demonstration addresses and the command line."""

    PLATFORM_ADMINISTRATOR = "platform-administrator", _("Administration technique")
    ASSOCIATION_EMPLOYEE = "association-employee", _("Équipe salariée de l’association")
    BUREAU_MEMBER = "bureau-member", _("Membre du bureau")
    BOARD_MEMBER = "board-member", _("Membre du conseil d’administration")
    ASSOCIATION_MEMBER = "association-member", _("Membre de l’association")
    FUTURE_ALLY = "future-ally", _("Futur·e allié·e")
    ALLY_PERSON = "ally-person", _("Allié·e")
    ALLY_REPRESENTATIVE = "ally-representative", _("Représentant·e d’une organisation alliée")
    QUALIFIED_ALLY = "qualified-ally", _("Allié·e qualifié·e")
    MEDIATOR = "mediator", _("Maïeuticien·ne")
    TRAINER = "trainer", _("Formateur·rice")
    CHANTIER_LEAD = "chantier-lead", _("Pilote de chantier")
    LEARNING_COMMUNITY_LEAD = "learning-community-lead", _("Pilote de communauté apprenante")
    COHORT_LEAD = "cohort-lead", _("Chef·fe de projet de cohorte")
    PIVOT_ALLY = "pivot-ally", _("Allié pivot")
    DELEGATION_REFERENT = "delegation-referent", _("Référent·e de délégation")
    DELEGATION_MEMBER = "delegation-member", _("Membre de délégation")
    SUBSTITUTE = "substitute", _("Suppléant·e")
    NUMBER_ONE = "number-one", _("N° 1 de l’exécutif")
    DIAGNOSTICIAN = "diagnostician", _("Diagnostiqueur·se")
    DIAGNOSIS_SUPERVISOR = "diagnosis-supervisor", _("Superviseur·se de diagnostic")
    INTERVIEWEE = "interviewee", _("Personne rencontrée en entretien")
    PEER_GROUP_FACILITATOR = "peer-group-facilitator", _("Animateur·rice de groupe de pairs")
    ACCOMPANYING_ALLY = "accompanying-ally", _("Allié·e accompagnant·e")
    EMBEDDED_EVALUATOR = "embedded-evaluator", _("Évaluateur·rice embarqué·e")
    EMBEDDED_MEDIA = "embedded-media", _("Média embarqué")
    NARRATIVE_FACILITATOR = "narrative-facilitator", _("Facilitateur·rice narratif·ve")
    REGIONAL_INSTITUTION_AGENT = "regional-institution-agent", _("Agent de l’institution régionale")
    FUNDER_CONTACT = "funder-contact", _("Contact d’un financeur")
    DOCTORAL_RESEARCHER = "doctoral-researcher", _("Doctorant·e")
    OBSERVER = "observer", _("Observateur·rice")


@dataclass(frozen=True)
class RoleRule:
    """Where a role may be given and what it is for, in a sentence the person giving it reads."""

    scopes: tuple[ScopeKind, ...]
    means: str | Promise


_P, _C, _D, _G, _I = ScopeKind.PLATFORM, ScopeKind.COHORT, ScopeKind.DELEGATION, ScopeKind.GROUP, ScopeKind.DIAGNOSTIC
ROLES: dict[Role, RoleRule] = {
    Role.PLATFORM_ADMINISTRATOR: RoleRule((_P,), _("Invite, donne et termine les rôles, lit le journal des actes. Ne lit rien de confidentiel.")),
    Role.ASSOCIATION_EMPLOYEE: RoleRule((_P,), _("Anime l’alliance : organisations, territoires, référentiels, cohortes.")),
    Role.BUREAU_MEMBER: RoleRule((_P,), _("Suit la vie de l’association.")),
    Role.BOARD_MEMBER: RoleRule((_P,), _("Oriente l’association.")),
    Role.ASSOCIATION_MEMBER: RoleRule((_P,), _("Prend part à l’assemblée générale.")),
    Role.FUTURE_ALLY: RoleRule((_P,), _("Découvre l’alliance avant de signer la charte.")),
    Role.ALLY_PERSON: RoleRule((_P,), _("Prend part à la vie de l’alliance.")),
    Role.ALLY_REPRESENTATIVE: RoleRule((_P,), _("Parle pour son organisation et tient sa fiche à jour.")),
    Role.QUALIFIED_ALLY: RoleRule((_P,), _("Siège dans les collectifs qui donnent un label.")),
    Role.MEDIATOR: RoleRule((_P,), _("Aide à mettre une expérience en mots.")),
    Role.TRAINER: RoleRule((_P,), _("Anime des formations.")),
    Role.CHANTIER_LEAD: RoleRule((_G,), _("Mène un chantier.")),
    Role.LEARNING_COMMUNITY_LEAD: RoleRule((_G,), _("Mène une communauté apprenante.")),
    Role.COHORT_LEAD: RoleRule((_C,), _("Conduit une cohorte : territoires, séances, rapport.")),
    Role.PIVOT_ALLY: RoleRule((_C,), _("Conduit une cohorte dans sa région, avec la Fabrique.")),
    Role.DELEGATION_REFERENT: RoleRule((_D,), _("Anime la délégation de son territoire.")),
    Role.DELEGATION_MEMBER: RoleRule((_D,), _("Tient un siège de la délégation.")),
    Role.SUBSTITUTE: RoleRule((_D,), _("Remplace un membre de la délégation.")),
    Role.NUMBER_ONE: RoleRule((_D,), _("Porte l’engagement politique du territoire ; lit l’espace de la délégation.")),
    Role.DIAGNOSTICIAN: RoleRule((_D, _I), _("Écoute et analyse, pour un diagnostic.")),
    Role.DIAGNOSIS_SUPERVISOR: RoleRule((_C, _I), _("Relit et soutient les diagnostiqueurs.")),
    Role.INTERVIEWEE: RoleRule((_I,), _("A été écouté·e ; accorde ou retire ses mots.")),
    Role.PEER_GROUP_FACILITATOR: RoleRule((_C, _G), _("Anime un groupe de pairs.")),
    Role.ACCOMPANYING_ALLY: RoleRule((_D,), _("Accompagne le projet pilote d’un territoire.")),
    Role.EMBEDDED_EVALUATOR: RoleRule((_C,), _("Évalue chemin faisant ; seul maître de ses textes.")),
    Role.EMBEDDED_MEDIA: RoleRule((_C,), _("Raconte librement ; personne ne corrige ses textes.")),
    Role.NARRATIVE_FACILITATOR: RoleRule((_C,), _("Aide à mettre le chemin en récits.")),
    Role.REGIONAL_INSTITUTION_AGENT: RoleRule((_C,), _("Suit la cohorte pour sa région.")),
    Role.FUNDER_CONTACT: RoleRule((_C,), _("Lit ce qui est publié et les totaux.")),
    Role.DOCTORAL_RESEARCHER: RoleRule((_C,), _("Étudie le parcours, dans les limites de sa convention.")),
    Role.OBSERVER: RoleRule((_C,), _("Observe une journée.")),
}  # fmt: skip


# those who conduct a cohort; a role that gives roles is itself given by the administration only
LEADS = (Role.COHORT_LEAD, Role.PIVOT_ALLY)
# who was heard is known to the vault alone: this role is never given from a screen
NOT_ON_SCREEN = (Role.INTERVIEWEE,)


class PersonState(TextChoices):
    ACTIVE = "active", _("compte ouvert")
    SUSPENDED = "suspended", _("compte suspendu")
    ERASED = "erased", _("compte effacé")


class InvitationState(TextChoices):
    OPEN = "open", _("en attente")
    ACCEPTED = "accepted", _("acceptée")
    CANCELLED = "cancelled", _("annulée")
    EXPIRED = "expired", _("expirée")


class ConsentKind(TextChoices):
    DIRECTORY = "directory", _("Paraître dans l’annuaire de l’alliance")
    NEWS = "news", _("Recevoir les nouvelles de l’alliance")
    PICTURE = "picture", _("Figurer sur des photos publiées")
