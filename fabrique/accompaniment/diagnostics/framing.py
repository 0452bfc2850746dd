"""What a diagnostic still lacks before it may be called framed, all at once: nobody likes to learn it line by line."""

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.diagnostics.enums import TeamRole
from fabrique.accompaniment.diagnostics.models import Credential, Diagnostic


def gaps(diagnostic: Diagnostic) -> list[str]:
    """Sentences, empty when it may be framed."""
    return [*gaps_of_frame(diagnostic), *gaps_of_team(diagnostic), *gaps_of_panel(diagnostic)]


def gaps_of_frame(diagnostic: Diagnostic) -> list[str]:
    found = []
    if diagnostic.grid is None or diagnostic.grid.agreed_at is None or diagnostic.grid.retired_at:
        found.append(_("Choisissez une trame de questions convenue."))
    if not (diagnostic.starts_on and diagnostic.ends_on):
        found.append(_("Donnez une période : du premier entretien à la restitution."))
    return found


def gaps_of_team(diagnostic: Diagnostic) -> list[str]:
    team = list(diagnostic.members.current().select_related("person"))
    listeners = [one for one in team if one.role == TeamRole.DIAGNOSTICIAN]
    found = []
    if not listeners:
        found.append(_("Nommez au moins une personne qui écoute."))
    if any(one.first_diagnostic for one in listeners) and len(listeners) == len(team):
        found.append(_("Quelqu’un mène ici son premier diagnostic : nommez une personne qui supervise."))
    found += [_("%(name)s n’a pas encore signé sa déclaration.") % {"name": one} for one in team if not one.declared_at]
    valid = set(
        Credential.objects.valid().filter(person__in=[one.person_id for one in team]).values_list("person", "role")
    )
    found += [
        _("L’habilitation de %(name)s n’est pas valable aujourd’hui.") % {"name": one}
        for one in team if (one.person_id, one.role) not in valid
    ]  # fmt: skip
    return found


def gaps_of_panel(diagnostic: Diagnostic) -> list[str]:
    rows = diagnostic.targets.aggregate(
        people=Sum("count"), kinds=Count("category", distinct=True), alone=Count("pk", filter=Q(sub_type=None))
    )
    people, found = rows["people"] or 0, []
    if people < diagnostic.planned_count:
        found.append(
            ngettext(
                "Dites qui rencontrer : %(people)d personne est répartie sur %(planned)d prévues.",
                "Dites qui rencontrer : %(people)d personnes sont réparties sur %(planned)d prévues.",
                people,
            )
            % {"people": people, "planned": diagnostic.planned_count}
        )
    if rows["kinds"] < 2:
        found.append(_("Prévoyez au moins deux catégories de personnes."))
    if not (diagnostic.opposed_count and diagnostic.unusual_count):
        found.append(
            _("Prévoyez des voix critiques et des voix rarement entendues : sans elles, le territoire n’apprend rien.")
        )
    return found
