"""The evaluation day (R487): what it is for, how it goes, and what each territory comes with; on screen and on paper.

The paper goes from hand to hand among all delegations: it holds what is published and nothing else. What an area above
brings (victories…) says for itself what may be read.

    @brings_to_the_day
    def victories(person, cohort) -> list[tuple[str, str]]: …    # the territory, its words
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.evaluation.enums import FindingState, ViewpointState
from fabrique.accompaniment.evaluation.models import ChangeStory, Effect, Limit, Viewpoint
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Block, Bullets, Document, Entry, Items, Paragraph, Section, Table

Bringer = Callable[[Any, Cohort], list[tuple[str, str]]]
bringers: list[Bringer] = []


def brings_to_the_day(source: Bringer) -> Bringer:
    bringers.append(source)
    return source


def won(person: Any, cohort: Cohort) -> list[tuple[str, str]]:
    return [row for source in bringers for row in source(person, cohort)]


@dataclass(frozen=True)
class Brought:
    """One territory: what is published, how much still waits for an agreement, the stories to ask for, the silences."""

    place: Participation
    effects: list[Effect]
    limits: list[Limit]
    waiting: int
    stories: list[ChangeStory]
    silent: list[Viewpoint]


def aims() -> list[str]:
    return [
        _("Porter un regard sur le chemin parcouru, et en rendre la richesse."),
        _("Dire les effets et les limites en histoires, chacun à sa façon."),
        _("Fêter : une évaluation peut être festive."),
        _("Penser la suite : ce qui continue, avec qui, et le compagnonnage."),
    ]


def course() -> list[tuple[int, str, str]]:
    """Minutes, what it is, how."""
    return [
        (20, _("S’accueillir"), _("Chaque délégation pose sur la table un objet de son chemin.")),
        (60, _("Le chemin parcouru"), _("La frise de chaque territoire au mur ; on ajoute ce qui manque.")),
        (75, _("Effets et limites, en histoires"), _("Par petits groupes mêlés : avant, ce qui a tout déclenché, après. Une limite se dit comme un effet.")),
        (45, _("Le regard de l’évaluateur"), _("Ce qu’il a vu, ce qui l’a surpris ; les territoires répondent.")),
        (45, _("Célébrer"), _("Le mur des victoires, petites et grandes. On le lit à voix haute.")),
        (45, _("Et maintenant"), _("Nouveaux objectifs, appuis souhaités, place dans l’alliance, rendez-vous à six, douze et vingt-quatre mois.")),
    ]  # fmt: skip


def brought(person: Any, cohort: Cohort) -> list[Brought]:
    """Six queries, however many territories."""
    places = Participation.objects.visible_to(person).current().filter(cohort=cohort).select_related("territory")
    here = {"participation__cohort": cohort}
    effects = list(Effect.objects.visible_to(person).read_again().filter(**here).in_reading_order())
    limits = list(Limit.objects.visible_to(person).read_again().filter(**here).in_reading_order())
    stories = list(ChangeStory.objects.visible_to(person).filter(**here).order_by("pk"))
    silent = list(Viewpoint.objects.filter(**here).exclude(state=ViewpointState.EXPRESSED).order_by("of", "pk"))

    def of(place: Participation, rows: list) -> list:
        return [row for row in rows if row.participation_id == place.pk]

    def published(rows: list) -> list:
        return [row for row in rows if row.state == FindingState.PUBLISHED]

    return [
        Brought(
            place, published(of(place, effects)), published(of(place, limits)),
            sum(row.state != FindingState.PUBLISHED for row in of(place, effects) + of(place, limits)),
            of(place, stories), of(place, silent),
        )
        for place in places.order_by("territory__folded", "pk")
    ]  # fmt: skip


def build(person: Any, cohort: Cohort, language: str) -> Document:
    lang = "" if language == "fr" else "fr"
    minutes = [(str(minutes), what, how) for minutes, what, how in course()]
    victories = [f"{who} : {what}" for who, what in won(person, cohort)]
    return Document(
        title=_("La journée d’évaluation"),
        subtitle=cohort.name,
        language=language,
        date_label=date_format(cohort.ends_on, "F Y") if cohort.ends_on else "",
        fiction=cohort.fictional,
        notice=_("À lire ensemble. Seul ce que chaque délégation a publié figure ici ; personne n’y est comparé."),
        sections=[
            Section(_("Pourquoi nous nous réunissons"), [Bullets(aims())]),
            Section(_("Le déroulé"), [Table(_("Le déroulé"), [_("Minutes"), _("Temps"), _("Comment")], minutes, row_header=False)]),
            Section(_("Ce que chaque territoire apporte"), [], [told(one, lang) for one in brought(person, cohort)]),
            Section(_("Ce que nous fêtons"), [Bullets(victories, lang=lang)] if victories else [Paragraph(_("Le mur attend sa première victoire."), kind="missing")]),
            Section(_("Pour la suite"), [Bullets([_("Qu’est-ce qui continue, et qui le porte ?"), _("De quoi avez-vous besoin ?"), _("Que rend-on à l’alliance ?"), _("Que regarderons-nous dans six mois ?")])]),
        ],
    )  # fmt: skip


def told(one: Brought, lang: str) -> Section:
    entries = [Entry(effect.labels or _("Effet"), effect.text) for effect in one.effects]
    entries += [Entry(limit.title, limit.text, limit.answer) for limit in one.limits]
    blocks: list[Block] = [Items(entries, lang=lang)] if entries else [Paragraph(_("Rien n’est encore publié."), kind="missing")]  # fmt: skip
    return Section(one.place.territory.name, blocks)
