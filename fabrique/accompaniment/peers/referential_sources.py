"""What a peer group shared may feed the referential of the four categories (R053, R408)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers.models import Statement
from fabrique.ground.referentials import sources


@sources.provides("peers", gettext_lazy("un texte partagé par un groupe de pairs"))
def statements(person, refs: set[str]) -> dict[str, sources.Told]:
    """A text taken back is not told; its words are for who reads the shared texts of its cohort, never its group."""
    found, open_to = {}, {}
    rows = Statement.objects.released().filter(code__in=refs)
    known = set(Cohort.objects.visible_to(person).filter(peer_groups__statements__in=rows).values_list("pk", flat=True))
    for one in rows.select_related("group__cohort__scope", "group__category"):
        cohort = one.group.cohort
        if cohort.pk not in open_to:
            open_to[cohort.pk] = may.read_released.allows(person, cohort)
        label = one.group.category.label
        if cohort.pk in known:
            label = _("%(category)s, %(cohort)s") % {"category": label, "cohort": cohort.name}
        url = reverse("peers:said", args=[cohort.code])
        found[one.code] = sources.Told(label, one.text, url) if open_to[cohort.pk] else sources.Told(label)
    return found
