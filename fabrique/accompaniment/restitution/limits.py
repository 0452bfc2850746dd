"""The statement of limits that every restitution carries (R346, D07): proposed from the data, kept by the team."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.restitution.drafts import Desk
from fabrique.ground.referentials.models import Item


def missing(desk: Desk) -> list[str]:
    """Broad categories of which nobody was met: a list of posts would say by its gaps which were."""
    met = {desk.heard[code][1].category for code in desk.spoke}
    known = Item.objects.categories(desk.diagnostic.participation.scope)
    return [one.name_fr for one in known if one.key not in met]


def proposed(desk: Desk) -> str:
    with override("fr"):  # the restitution is French
        said = [
            _(
                "Ce regard est subjectif et l’assume : il s’appuie sur ce que disent %(count)s personnes, pas sur une enquête."
            )
            % {"count": len(desk.spoke)},
            _("Il dit ce que des personnes pensent et ne disent pas toujours ; il ne mesure pas combien le pensent."),
        ]
        if absent := missing(desk):
            said.append(_("Personne n’a été rencontré parmi : %(names)s.") % {"names": ", ".join(absent)})
        return " ".join(said)
