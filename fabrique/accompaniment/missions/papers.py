"""What is printed of a mission: the letter, the text of a convention, the file an ally starts with (R450, R452, R567)."""

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import days
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.missions import wording
from fabrique.accompaniment.missions.models import Convention, Engagement, Mission, Tool
from fabrique.accompaniment.workspace.models import Period
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Bullets, Document, Entry, Facts, Items, Paragraph, Section
from fabrique.core.instance import alliance_name


def paper(mission: Mission, title: str, notice: str, sections: list[Section], language: str) -> Document:
    cohort = mission.participation.cohort
    return Document(
        title=title, subtitle=f"{mission.title}, {mission.participation.territory.name}", language=language,
        publisher=alliance_name(), date_label=date_format(timezone.localdate(), "j F Y"), fiction=cohort.fictional,
        notice=notice, sections=sections,
    )  # fmt: skip


def said(text: str, lang: str) -> Paragraph:
    return Paragraph(text, lang=lang) if text else Paragraph(_("À préciser ensemble."), kind="missing")


def letter(engagement: Engagement, language: str = "fr") -> Document:
    """R450: to whom the ally answers, in what, for how long, and the three times the number one is met."""
    mission = engagement.mission
    place, lang = mission.participation, "" if language == "fr" else "fr"
    with override(language):
        facts = [(_("Territoire"), place.territory.name), (_("Allié"), engagement.organisation.name),
                 (_("Sa place"), engagement.get_part_display()), (_("Programme"), place.cohort.name),
                 (_("Jours du territoire, tous alliés compris"), days(mission.planned_quarters))]  # fmt: skip
        if period := wording.span(mission.starts_on, mission.ends_on):
            facts.append((_("Période"), period))
        meetings = [
            _("au début : ce que chacun attend, ce qui ne sera pas fait"),
            _("au milieu : où l’on en est, ce que l’on change"),
            _("à la fin : ce qui reste au territoire, et la suite"),
        ]
        attached = _("L’allié intervient au nom de l’alliance, dans le programme de la cohorte. Il répond à qui la conduit, et travaille avec la personne référente du territoire.")  # fmt: skip
        sections = [
            Section(_("En bref"), [Facts(facts, lang=lang)], anchor="bref"),
            Section(_("À qui l’allié est rattaché"), [Paragraph(attached), *leading(place)], anchor="rattachement"),
            Section(_("Ce qui est attendu"), [said(mission.need, lang)], anchor="attendu"),
            Section(
                _("Trois rencontres avec le n° 1 et la direction générale"), [Bullets(meetings)], anchor="rencontres"
            ),
            Section(_("Les temps chargés du territoire"), [busy(mission, lang)], anchor="calendrier"),
            Section(_("Ce qui marche déjà, et que l’on garde"), [tools(mission, lang)], anchor="outils"),
        ]
        return paper(mission, _("Lettre de mission"), _("À remettre aux élus et aux services du territoire."), sections, language)  # fmt: skip


def leading(place) -> list:
    partners = place.cohort.partners.filter(role__in=("lead", "pivot")).select_related("organisation")
    pairs = [(str(partner.get_role_display()), partner.organisation.name) for partner in partners]
    return [Facts(pairs)] if pairs else []


def busy(mission: Mission, lang: str):
    start = mission.starts_on or timezone.localdate()
    rows = Period.objects.busy(mission.participation.territory, start, mission.ends_on or start + timedelta(days=365))  # fmt: skip
    entries = [Entry(row.title, wording.span(row.starts_on, row.ends_on), badges=(str(row.get_kind_display()),)) for row in rows]  # fmt: skip
    if not entries:
        return Paragraph(_("Aucun temps chargé n’est noté pour cette période."), kind="missing")
    return Items(entries, lang=lang)


def tools(mission: Mission, lang: str):
    rows = Tool.objects.filter(participation=mission.participation)
    entries = [Entry(row.name, row.what_for, note=row.kept_by) for row in rows]
    if not entries:
        return Paragraph(_("Le territoire n’a pas encore dit ce qui marche chez lui."), kind="missing")
    return Items(entries, lang=lang)


def context(mission: Mission, language: str = "fr") -> Document:
    """R567, D34: what an ally needs to know before the first day. Seats are counted, never named."""
    place, lang = mission.participation, "" if language == "fr" else "fr"
    with override(language):
        seats = Seat.objects.active().filter(participation=place).values("category__name_fr", "category__order")
        counted = [
            (row["category__name_fr"], str(row["n"]))
            for row in seats.annotate(n=Count("pk")).order_by("category__order", "category__name_fr")
        ]
        who = (
            Facts(counted, lang=lang) if counted else Paragraph(_("Les sièges ne sont pas renseignés."), kind="missing")
        )
        project = mission.project
        about = [said(project.summary, lang)] if project else [Paragraph(_("Aucun projet pilote n’est relié."), kind="missing")]  # fmt: skip
        sections = [
            Section(_("Le besoin"), [said(mission.need, lang)], anchor="besoin"),
            Section(_("Le projet"), about, anchor="projet"),
            Section(_("Qui siège dans la délégation"), [who], anchor="delegation"),
            Section(_("Les temps chargés du territoire"), [busy(mission, lang)], anchor="calendrier"),
            Section(_("Ce qui marche déjà, et que l’on garde"), [tools(mission, lang)], anchor="outils"),
        ]
        return paper(mission, _("Dossier de contexte"), _("Pour l’allié, avant son premier jour. Il ne contient rien des entretiens."), sections, language)  # fmt: skip


def convention(row: Convention, language: str = "fr") -> Document:
    """The frozen text when there is one, in the language of the contract, with who signed it and when."""
    text = row.text or wording.of_convention(row)
    lang = "" if language == "fr" else "fr"
    with override(language):
        sections = [
            Section(title, [Paragraph(body, lang=lang)], anchor=f"article-{n}")
            for n, (title, body) in enumerate(wording.parts(text), 1)
        ]
        signed = row.signatures.filter(amendment=None, text_number=row.text_number)
        pairs = [
            (
                str(one.get_party_display()),
                f"{one.signer_name}, {one.quality}, {date_format(one.signed_at.date(), 'j F Y')}",
            )
            for one in signed
        ]
        block = (
            Facts(pairs, lang=lang) if pairs else Paragraph(_("Personne n’a encore signé ce texte."), kind="missing")
        )
        sections.append(Section(_("Les signatures"), [block], anchor="signatures"))
        notice = _("Texte n° %(number)d, signé à l’écran.") % {"number": row.text_number} if row.text else _("Projet : ce texte n’est pas encore figé.")  # fmt: skip
        return paper(row.mission, _("Convention de coproduction"), notice, sections, language)
