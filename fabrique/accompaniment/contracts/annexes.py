"""« The way of carrying » of a pilot project, as an annex to join to a contract (R548).

Drawn from what is published, from seats counted and never named, and from the lines that its reader may read: without
their amounts, because the paper travels further than its reader.
"""

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.contracts.models import ContractLine
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.evaluation.models import Effect, Limit
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Bullets, Document, Entry, Facts, Items, Paragraph, Section
from fabrique.core.instance import alliance_name


def build(project: PilotProject, person, language: str = "fr") -> Document:
    cohort = project.participation.cohort
    with override(language):
        lang = "" if language == "fr" else "fr"
        return Document(
            title=_("Une façon de porter le projet"),
            subtitle=f"{project.title}, {project.participation.territory.name}",
            language=language,
            publisher=alliance_name(),
            date_label=date_format(timezone.localdate(), "j F Y"),
            fiction=cohort.fictional,
            notice=_("Annexe à joindre à un contrat : ce qui est publié, et des sièges comptés, jamais nommés."),
            sections=[
                about(project, lang), carried(project, lang), changed(project, lang), lines(project, person, lang), again()
            ],
        )  # fmt: skip


def said(text: str, lang: str) -> list:
    return [Paragraph(text, lang=lang)] if text else []


def about(project: PilotProject, lang: str) -> Section:
    place = project.participation
    facts = [(_("Territoire"), place.territory.name), (_("Cohorte"), place.cohort.name)]
    if project.kind:
        facts.append((_("De quelle sorte"), str(project.get_kind_display())))
    entries = [Entry(objective.title, objective.text) for objective in project.objectives.all()]
    aims = [Section(_("Ce qu’il vise"), [Items(entries, lang=lang)])] if entries else []
    return Section(_("Le projet"), [Facts(facts), *said(project.summary, lang)], sections=aims, anchor="projet")


def carried(project: PilotProject, lang: str) -> Section:
    """Who carries (the elected), who steers (the team), who helps: counted, or organisations."""
    place = project.participation
    seats = Seat.objects.active().filter(participation=place).values("category__name_fr", "category__order")
    facts = [
        (row["category__name_fr"], str(row["seats"]))
        for row in seats.annotate(seats=Count("pk")).order_by("category__order", "category__name_fr")
    ]
    allies = [str(support.organisation) for support in project.supports.select_related("organisation")]
    leading = place.cohort.partners.filter(role__in=("lead", "pivot")).select_related("organisation")
    blocks: list = [
        Paragraph(_("Quatre points de vue tiennent le projet ensemble : élus, agents, acteurs du lieu, État."))
    ]
    blocks += [Paragraph(_("Les sièges tenus dans la délégation, par catégorie :")), Facts(facts, lang=lang)] if facts else [
        Paragraph(_("Les sièges de la délégation ne sont pas renseignés."), kind="missing")]  # fmt: skip
    around = [(_("L’allié qui accompagne"), ", ".join(allies) or _("non renseigné"))]
    around += [(str(partner.get_role_display()), partner.organisation.name) for partner in leading]
    if days := place.cohort.support_quarter_days:
        around.append((_("Jours d’accompagnement par territoire"), f"{days / 4:g}"))
    return Section(_("Qui porte, qui pilote, qui aide"), [*blocks, Facts(around)], anchor="portage")


def changed(project: PilotProject, lang: str) -> Section:
    """Published only: the annex goes where everybody reads."""
    of_place = {"participation": project.participation}
    effects = [Entry(str(row), row.text if row.label else "") for row in Effect.objects.published().filter(**of_place).in_reading_order()]  # fmt: skip
    limits = [Entry(row.title, row.text) for row in Limit.objects.published().filter(**of_place).in_reading_order()]
    nothing = [Paragraph(_("Rien de publié à ce jour."), kind="missing")]
    return Section(_("Ce que cela change, ce qui résiste"), anchor="effets", sections=[
        Section(_("Ce qui a changé"), [Items(effects, lang=lang)] if effects else nothing),
        Section(_("Ce qui résiste"), [*said(project.blockage, lang), *([Items(limits, lang=lang)] if limits else nothing)]),
    ])  # fmt: skip


def lines(project: PilotProject, person, lang: str) -> Section:
    rows = ContractLine.objects.visible_to(person).filter(project=project).select_related("contract")
    entries = [
        Entry(row.title, row.contract.title, badges=(_("du temps plutôt que des murs"),) if row.immaterial else ())
        for row in rows.order_by("contract__title", "order", "pk")
    ]
    empty = Paragraph(_("Aucune ligne de contrat ne porte encore ce projet."), kind="missing")
    return Section(_("Les lignes de contrat qui le portent"), [Items(entries, lang=lang) if entries else empty], anchor="lignes")  # fmt: skip


def again() -> Section:
    questions = [
        _("Qui, parmi les quatre, manque encore autour de la table ?"),
        _("Qui a été écouté avant d’écrire le projet ?"),
        _("Quelle première réussite modeste et visible peut venir cette année ?"),
        _("Qui paie le temps d’écoute et d’animation, et pas seulement les travaux ?"),
        _("Quel jour se revoit-on pour dire ce qui a changé, et ce qui résiste ?"),
    ]
    intro = Paragraph(_("Cinq questions pour reprendre cette façon de faire sur un autre projet."))
    return Section(_("Pour la reprendre ailleurs"), [intro, Bullets(questions)], anchor="reprendre")
