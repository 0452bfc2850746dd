"""What a narrative asks of who holds its pen: a link that leads nowhere, agreements to ask again."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.narratives.enums import Consent, NarrativeState
from fabrique.accompaniment.narratives.models import Narrative
from fabrique.accompaniment.narratives.models.narratives import PENS
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for

LONG = timedelta(days=14)


@waits_for
def told(person) -> list[Waiting]:
    if not person.scopes_as(*[role for roles in PENS.values() for role in roles]):
        return []
    mine = Narrative.objects.written_by(person)
    dead = mine.published().exclude(link_dead_at=None).order_by("link_dead_at", "pk")
    asked = mine.filter(
        state=NarrativeState.ASKED, passages__consent=Consent.ASKED, passages__asked_on__lte=timezone.localdate() - LONG
    ).distinct().order_by("pk")  # fmt: skip
    corrected = mine.filter(passages__correction__gt="").distinct().order_by("pk")
    return [Waiting(corrected, lambda found: [
        Act(_("correction demandée"), one.title, _("Une personne citée préférerait d’autres mots."),
            one.get_absolute_url() + "#passages", _("Lire sa demande"))
        for one in found
    ]), Waiting(dead, lambda found: [
        Act(_("lien mort"), one.title,
            _("Signalé le %(day)s. Donnez une autre adresse, ou dites que celle-ci fonctionne.") % {"day": date_format(one.link_dead_at, "j F")},
            one.get_absolute_url(), _("Réparer"))
        for one in found
    ]), Waiting(asked.prefetch_related("passages"), lambda found: [
        Act(_("accords attendus"), one.title, silent(one), one.get_absolute_url(), _("Relancer"))
        for one in found
    ])]  # fmt: skip


def silent(narrative: Narrative) -> str:
    count = sum(passage.consent == Consent.ASKED for passage in narrative.passages.all())
    return ngettext("Une personne citée n’a pas répondu.", "%(n)d personnes citées n’ont pas répondu.", count) % {
        "n": count
    }
