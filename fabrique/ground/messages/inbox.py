"""Letters that nobody knows the end of, and issues held back: somebody must decide."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.core.inbox import Act, waits_for
from fabrique.ground.messages.models import STAFF, Letter
from fabrique.ground.people.enums import LEADS


@waits_for
def letters_to_decide(person) -> list[Act]:
    if not (person.holds(*STAFF) or person.scopes_as(*LEADS)):
        return []
    count = Letter.objects.visible_to(person).undecided().count()
    if not count:
        return []
    said = ngettext("Une lettre n’est pas arrivée, ou peut-être pas", "%(n)d lettres ne sont pas arrivées, ou peut-être pas",
                    count) % {"n": count}  # fmt: skip
    return [Act(_("courrier"), said, _("Rien ne repart sans vous : envoyer de nouveau, ou laisser."),
                reverse("letters:outbox"), _("Décider"))]  # fmt: skip
