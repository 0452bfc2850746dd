"""« Faire une Agora chez soi »: what a mayor reads and prints before inviting (R413)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Moment:
    title: str
    time: str
    what: str
    hint: str


def moments() -> list[Moment]:
    """Five of them, in this order."""
    return [
        Moment(_("Chacun chez soi"), _("45 minutes"),
               _("Les quatre catégories parlent séparément : ce que l’on vit, ce que l’on demande aux autres, ce à quoi on s’engage."),
               _("Trois phrases par catégorie suffisent. Elles sont dites au nom de la catégorie, jamais d’une personne.")),
        Moment(_("Chacun devant tous"), _("30 minutes"),
               _("Chaque catégorie lit ses révélations, ses demandes, ses engagements. Les autres écoutent sans répondre."),
               _("Une personne note dans l’Agora au fil de la lecture, écran projeté.")),
        Moment(_("Ce qui se rejoint"), _("30 minutes"),
               _("Ensemble, on rapproche les paroles qui vont dans le même sens, et l’on donne un titre à chaque rapprochement."),
               _("Ce qui ne se rejoint pas reste visible : on ne lisse rien.")),
        Moment(_("Les réponses"), _("45 minutes"),
               _("Chaque demande reçoit une réponse de la catégorie à qui elle s’adresse : oui, en partie, plus tard, non et pourquoi."),
               _("Deux personnes de la catégorie donnent la réponse. Un non argumenté vaut mieux qu’un silence.")),
        Moment(_("Ce que l’on résout"), _("60 minutes"),
               _("On écrit deux ou trois résolutions : quoi, à quelle échelle, pour quand. Qui les porte se déclare."),
               _("Une catégorie qui n’est pas d’accord le dit avec ses mots : ils sont gardés à côté de la résolution.")),
    ]  # fmt: skip


def needs() -> list[tuple[str, str]]:
    return [
        (_("Qui ?"), _("Trois à huit personnes par catégorie : élus, agents, acteurs socio-économiques, État territorial. Une personne anime, une autre note.")),
        (_("Combien de temps ?"), _("Une demi-journée, pauses comprises. En deux soirées si les horaires de chacun le demandent.")),
        (_("Où ?"), _("Un lieu où l’on s’assoit en cercle, hors des salles de délibération. Quatre coins pour parler séparément.")),
        (_("Avec quoi ?"), _("Un écran pour projeter l’Agora, un ordinateur pour noter. Des feuilles et des feutres remplacent très bien l’écran.")),
        (_("Et après ?"), _("À 3, 6 et 12 mois, qui porte une résolution dit où elle en est. Celles et ceux qui l’avaient demandée le lisent.")),
    ]  # fmt: skip


def rules() -> list[str]:
    return [
        _("On dit les choses, on écoute jusqu’au bout, on ne juge personne, présent ou absent."),
        _("On parle de sa place et de son travail, pas des personnes."),
        _("Rien n’est enregistré. Ce qui est noté l’est au nom d’une catégorie."),
        _("Chacun a le même temps de parole, quel que soit son rang."),
        _("Dire une difficulté n’est pas un aveu : c’est une information pour les autres."),
        _("Ce qui est dit reste entre celles et ceux qui sont là. Seules les résolutions peuvent être rendues publiques, si vous le décidez."),
    ]  # fmt: skip


def invitation() -> list[str]:
    """A letter to copy, with what each one fills in."""
    return [
        _("Madame, Monsieur,"),
        _("Les élus, les agents, les acteurs socio-économiques et les services de l’État de notre territoire travaillent aux mêmes transitions, et se rencontrent rarement ensemble pour en parler."),
        _("Je vous propose une demi-journée, le … à …, pour dire chacun ce que nous vivons, ce que nous attendons les uns des autres, et ce à quoi nous sommes prêts à nous engager."),
        _("Vous n’avez rien à préparer. Rien n’est enregistré, personne n’est cité. Chaque demande reçoit une réponse, et ce que nous aurons résolu ensemble est suivi pendant un an."),
        _("Votre place compte : sans elle, il manque un quart de la conversation."),
    ]  # fmt: skip
