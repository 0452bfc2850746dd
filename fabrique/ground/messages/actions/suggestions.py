"""What readers send to share, and what becomes of it (R250)."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages import permissions as may
from fabrique.ground.messages.actions.issues import add, held
from fabrique.ground.messages.actions.letters import notify
from fabrique.ground.messages.enums import SUGGESTION, Kind
from fabrique.ground.messages.models import Issue, Item, Series, Suggestion
from fabrique.ground.people.models import Person

MOST_WAITING = 5


@transaction.atomic
def suggest(*, series: Series, title: str, text: str, by: Person, url: str = "") -> Suggestion:
    """By somebody who receives it, and who agrees to be named beside these words."""
    may.suggest(by, series)
    held_series = Series.objects.select_for_update().get(pk=series.pk)
    if Suggestion.objects.waiting().filter(series=held_series, person=by).count() >= MOST_WAITING:
        raise Denied(_("Cinq de vos textes attendent déjà. Laissez-nous le temps d’y répondre."))
    suggestion = Suggestion.objects.create(series=series, person=by, title=title, text=text, url=url)
    audit.record(by, "suggestion-sent", suggestion, series=series.code)
    return suggestion


def answered(issue: Issue, suggestion: Suggestion, name: str, word: str, by: Person) -> Suggestion:
    may.answer_suggestion(by, held(issue), suggestion)
    stored = (
        Suggestion.objects.select_for_update(of=("self",))
        .select_related("person", "series__scope")
        .get(pk=suggestion.pk)
    )
    SUGGESTION.make(stored, name)
    stored.word, stored.answered_at, stored.answered_by = word.strip(), timezone.now(), by
    stored.save()
    audit.record(by, "suggestion-answered", stored, move=name)
    return stored


@transaction.atomic
def accept_suggestion(*, issue: Issue, suggestion: Suggestion, by: Person, word: str = "") -> Item:
    """It becomes an item of this issue, signed by who sent it; their agreement is the day they sent it."""
    stored = answered(issue, suggestion, "accept", word, by)
    item = add(issue, by, title=stored.title, text=stored.text, url=stored.url, quoted=str(stored.person)[:200],
               agreed_on=timezone.localdate(stored.sent_at), sent_by=stored.person)  # fmt: skip
    with override(stored.person.language):
        tell(stored, _("Votre texte est pris dans l’infolettre"), _("« %(title)s » sera dans une prochaine lettre."))
    return item


@transaction.atomic
def decline_suggestion(*, issue: Issue, suggestion: Suggestion, word: str, by: Person) -> Suggestion:
    """With a word: nobody is left without knowing why."""
    if not word.strip():
        raise Denied(_("Dites pourquoi en une phrase : la personne la recevra."))
    stored = answered(issue, suggestion, "decline", word, by)
    with override(stored.person.language):
        tell(stored, _("Votre texte n’est pas retenu cette fois"), _("« %(title)s » ne sera pas dans la lettre."))
    return stored


def tell(suggestion: Suggestion, subject: str, line: str) -> None:
    url = reverse("letters:suggest", args=[suggestion.series.code])
    lines = [line % {"title": suggestion.title}, *([suggestion.word] if suggestion.word else [])]
    notify(suggestion.person, Kind.WRITING, subject, lines, url, scope=suggestion.series.scope,
           once=f"suggestion-{suggestion.code}")  # fmt: skip
