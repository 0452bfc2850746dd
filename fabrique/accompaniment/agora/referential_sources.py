"""What a category said in an Agora may feed the referential of the four categories (R053, R408)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.agora.models import Agora, AgoraItem
from fabrique.ground.referentials import sources


@sources.provides("agora", gettext_lazy("une parole d’Agora"))
def items(person, refs: set[str]) -> dict[str, sources.Told]:
    """What was taken back, here or among peers, is not told; its words are for who reads its Agora, its name for who may find it."""
    rows = AgoraItem.objects.live().worded().filter(code__in=refs).select_related("agora__cohort")
    read = set(AgoraItem.objects.visible_to(person).filter(code__in=refs).values_list("code", flat=True))
    named = set(rows.filter(agora__in=Agora.objects.visible_to(person)).values_list("code", flat=True))
    found = {}
    for one in rows:
        label = one.category.label
        if one.code in named:
            label = _("%(category)s, %(agora)s") % {"category": label, "agora": one.agora.name}
        found[one.code] = sources.Told(label, one.words, one.get_absolute_url()) if one.code in read else sources.Told(label)  # fmt: skip
    return found
