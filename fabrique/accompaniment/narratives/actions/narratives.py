"""A narrative is begun, written, published and taken back by its own pen; nobody else is asked (R465)."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.evaluation.models import Effect
from fabrique.accompaniment.narratives import permissions as may
from fabrique.accompaniment.narratives.enums import NARRATIVE, Audience, Consent, Kind, Licence, NarrativeState, Origin
from fabrique.accompaniment.narratives.models import Narrative
from fabrique.core import audit, uploads
from fabrique.core.permissions import Denied
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item

MANY = ("dimensions", "voices", "effects")


@transaction.atomic
def begin(
    *, cohort: Cohort, kind: Kind, title: str, organisation: Organisation, told_on: date, by: Person,
    participation: Participation | None = None, audience: Audience = Audience.PUBLIC, licence: Licence = Licence.BY,
    dimensions: Iterable[Item] = (), voices: Iterable[Item] = (), text: str = "", url: str = "", file: File | None = None,
) -> Narrative:  # fmt: skip
    """A draft that its pen alone reads. The same title twice in one place is the same narrative sent twice."""
    if participation is None:
        may.tell_cohort(by, cohort)
    else:
        may.tell_place(by, participation)
    origin = may.pen(by, cohort, participation) or Origin.COHORT  # the rule has just found one
    if Narrative.objects.filter(cohort=cohort, participation=participation, origin=origin, title=title).exists():
        raise Denied(_("Un récit porte déjà ce titre ici."))
    check_audience(audience, participation)
    narrative = Narrative(
        cohort=cohort, participation=participation, origin=origin, kind=kind, title=title, organisation=organisation,
        told_on=told_on, audience=audience, licence=licence, text=text, url=url, begun_by=by,
    )  # fmt: skip
    if file is not None:
        narrative.media_type = uploads.recognise(file)
        narrative.file.save("", file, save=False)
    narrative.save()
    narrative.dimensions.set(dimensions)
    narrative.voices.set(voices)
    audit.record(by, "narrative-begun", narrative, kind=kind, origin=origin)
    return narrative


def check_audience(audience: Audience, participation: Participation | None) -> None:
    if audience == Audience.DELEGATION and participation is None:
        raise Denied(_("Le récit d’une cohorte s’adresse à la cohorte, ou à tout le monde."))


@transaction.atomic
def edit(*, narrative: Narrative, seen: int, by: Person, file: File | None = None, **values: Any) -> Narrative:
    """`values` as `begin` takes them, and `effects`, published ones only (R461).

    Who reads changes with the state, never by itself (R581): what is published keeps its audience until it is withdrawn.
    """
    may.write(by, narrative)
    audience = Audience(values.get("audience", narrative.audience))
    if narrative.state == NarrativeState.PUBLISHED and audience != narrative.audience:
        raise Denied(_("Ce récit est publié : pour changer qui le lit, retirez-le d’abord."))
    check_audience(audience, narrative.participation)
    many = {name: list(values.pop(name)) for name in MANY if name in values}
    check_effects(many.get("effects", []), narrative)
    if values.get("url", narrative.url) != narrative.url:
        values |= {"link_dead_at": None, "link_dead_by": None}
    if file is not None:
        before = narrative.file.name
        media_type = uploads.recognise(file)
        narrative.file.save("", file, save=False)
        values |= {"file": narrative.file, "media_type": media_type, "file_removed_on": None}
        forget_file(narrative, before)
    changed = narrative.save_values(values, seen=seen)
    for name, items in many.items():
        getattr(narrative, name).set(items)
    audit.record(by, "narrative-edited", narrative, fields=", ".join([*changed, *many]))
    return narrative


def check_effects(effects: list[Effect], narrative: Narrative) -> None:
    published = {"participation__cohort": narrative.cohort_id, "pk__in": [effect.pk for effect in effects]}
    if Effect.objects.published().filter(**published).count() != len(effects):
        raise Denied(_("On relie un récit à des effets publiés de la même cohorte."))


def forget_file(narrative: Narrative, name: str | None) -> None:
    """From the disk, once the row is surely without it."""
    if name:
        transaction.on_commit(partial(narrative.file.storage.delete, name))


def reason_not_to_move(narrative: Narrative, name: str, by: Person) -> str:
    """Why this person cannot make this move now, or an empty string."""
    refusal = may.write.reason(by, narrative) or NARRATIVE.reason(narrative, name)
    if refusal:
        return refusal
    quotes = narrative.passages.filter(kind="quote")
    if name == "ask" and not quotes.filter(consent=Consent.TO_ASK).exists():
        return _("Aucune citation n’attend d’accord : vous pouvez publier.")
    if name == "publish":
        waiting = quotes.filter(consent__in=[Consent.TO_ASK, Consent.ASKED]).count()
        if waiting:
            return ngettext(
                "Une personne citée n’a pas encore donné son accord.",
                "%(n)d personnes citées n’ont pas encore donné leur accord.",
                waiting,
            ) % {"n": waiting}
        if not (narrative.text or narrative.url or narrative.file or narrative.passages.exists()):
            return _("Il n’y a encore rien à lire : un texte, un passage, un lien ou un fichier.")
    return ""


@transaction.atomic
def move(*, narrative: Narrative, name: str, by: Person) -> Narrative:
    """R581: the only way in which what is told opens or closes. Quotations without agreement hold it back (R508)."""
    if name not in NARRATIVE.moves:
        raise Denied(_("Ce changement n’existe pas."))
    if refusal := reason_not_to_move(narrative, name, by):
        raise Denied(refusal)
    NARRATIVE.make(narrative, name)
    now = timezone.now()
    values: dict[str, Any] = {"state": narrative.state}
    if name == "ask":
        narrative.passages.filter(consent=Consent.TO_ASK).update(consent=Consent.ASKED, asked_on=timezone.localdate())
    elif name == "publish":
        values |= {"published_at": now, "published_by": by, "withdrawn_at": None, "withdrawn_by": None}
    elif name == "withdraw":
        values |= {"withdrawn_at": now, "withdrawn_by": by}
    else:
        values |= {"withdrawn_at": None, "withdrawn_by": None}
    narrative.save_values(values, seen=narrative.version)
    audit.record(by, "narrative-moved", narrative, move=name, state=narrative.state)
    return narrative
