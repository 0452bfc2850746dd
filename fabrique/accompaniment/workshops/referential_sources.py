"""What a workshop wrote on its wall, or decided, may feed the referential of the four categories (R053)."""

from django.utils.translation import gettext_lazy

from fabrique.accompaniment.workshops.models import Card, Decision
from fabrique.ground.referentials import sources


def told(person, model, rows) -> dict[str, sources.Told]:
    """Read by whoever reads the wall; of a peer group's workshop, nothing: its words leave by its synthesis alone."""
    rows = list(rows.filter(workshop__group=None).select_related("workshop__cohort"))
    read = set(model.objects.visible_to(person).filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True))
    return {
        one.code: sources.Told(one.workshop.title, one.text, one.workshop.get_absolute_url()) if one.pk in read
        else sources.Told()  # the title of a room is for its people
        for one in rows
    }  # fmt: skip


@sources.provides("card", gettext_lazy("une carte d’atelier"))
def cards(person, refs: set[str]) -> dict[str, sources.Told]:
    """Taken back by its author, or put aside, it is not told."""
    return told(person, Card, Card.objects.on_the_wall().filter(code__in=refs))


@sources.provides("decision", gettext_lazy("une décision d’atelier"))
def decisions(person, refs: set[str]) -> dict[str, sources.Told]:
    return told(person, Decision, Decision.objects.filter(code__in=refs))
