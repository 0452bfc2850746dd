"""What is done at the permanence, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    matter_left=_("a laissé un message à la permanence"),
    matter_taken=_("s’est chargée d’un message"),
    matter_answered=_("a répondu à un message"),
    matter_routed=_("a transmis un message"),
    matter_closed=_("a clos un message"),
    matter_published=_("a publié une réponse"),
    matter_unpublished=_("a retiré une réponse publiée"),
    matter_consent=_("a changé ce qui peut paraître d’un message"),
    matter_taken_back=_("a repris un message"),
    visit_counted=_("a compté une visite à la permanence"),
    minutes_written=_("a écrit le compte rendu d’une permanence"),
    meetings_opened=_("a ouvert les mois des rencontres"),
    meeting_hosted=_("a accueilli une rencontre"),
    promises_written=_("a écrit les suites d’une rencontre"),
)
