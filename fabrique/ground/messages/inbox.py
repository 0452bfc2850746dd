"""Letters that nobody knows the end of, and texts that readers sent: somebody must decide."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.messages.models import MEDIA, STAFF, Letter, Series, Suggestion
from fabrique.ground.people.enums import LEADS


@waits_for
def letters_to_decide(person) -> list[Waiting]:
    if not (person.holds(*STAFF) or person.scopes_as(*LEADS)):
        return []
    return [Waiting(Letter.objects.visible_to(person).undecided().values("pk"), tell_letters)]


def tell_letters(letters) -> list[Act]:
    said = ngettext("Une lettre n’est pas arrivée, ou peut-être pas", "%(n)d lettres ne sont pas arrivées, ou peut-être pas",
                    len(letters)) % {"n": len(letters)}  # fmt: skip
    return [Act(_("courrier"), said, _("Rien ne repart sans vous : envoyer de nouveau, ou laisser."),
                reverse("letters:outbox"), _("Décider"))]  # fmt: skip


@waits_for
def texts_to_answer(person) -> list[Waiting]:
    if not (person.holds(*STAFF) or person.scopes_as(*LEADS, *MEDIA)):
        return []
    series = Series.objects.written_by(person)
    waiting = Suggestion.objects.waiting().filter(series__in=series).exclude(person=person.pk)
    return [Waiting(waiting.values("pk"), tell_texts)]


def tell_texts(texts) -> list[Act]:
    said = ngettext("Un texte vous est proposé pour l’infolettre", "%(n)d textes vous sont proposés pour l’infolettre",
                    len(texts)) % {"n": len(texts)}  # fmt: skip
    return [Act(_("infolettre"), said, _("À prendre dans une lettre, ou non, en disant pourquoi."),
                reverse("letters:archive"), _("Répondre"))]  # fmt: skip
