"""What weakens a delegation, each with the next act to do (R306)."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.delegations.enums import Answer
from fabrique.accompaniment.delegations.health import Chair, Health
from fabrique.accompaniment.delegations.models import StateInvitation
from fabrique.accompaniment.delegations.presence import TOO_MANY
from fabrique.core.inbox import Act

WITHOUT_ANSWER = timedelta(days=21)


def alerts_of(health: Health) -> list[Act]:
    """In the order in which they weaken it most."""
    place = health.participation
    codes = [place.cohort.code, place.code]

    def act(mark: str, title: str, why: str, view: str, verb: str, *, urgent: bool = False) -> Act:
        return Act(mark, title, why, reverse(view, args=codes), verb, urgent)

    acts = [empty_chair(chair, codes) for chair in health.missing]
    if health.referent is None:
        acts.append(act(_("à nommer"), _("Personne n’anime la délégation"),
                        _("Une personne référente fait le lien avec la cohorte, une à la fois."),
                        "delegations:referent", _("Nommer"), urgent=True))  # fmt: skip
    if health.commitment is None:
        acts.append(commitment_missing(health))
    acts += [
        Act(_("absences"), _("%(category)s : %(n)d séances sans personne") % {"category": chair.category.label, "n": chair.missed},
            _("Un appel, un horaire plus commode, une suppléance : souvent cela suffit."),
            reverse("delegations:add-seat", args=codes) + f"?categorie={chair.category.key}", _("Noter une suppléance"))
        for chair in health.chairs if chair.missed >= TOO_MANY
    ]  # fmt: skip
    if health.long_silence:
        acts.append(act(_("à appeler"), _("La tête de l’exécutif n’a pas eu de nouvelles"),
                        _("Plus de trois mois, ou jamais noté ici. Un mot au secrétariat entretient son appui."),
                        "delegations:executive", _("Noter un contact")))  # fmt: skip
    return acts


def empty_chair(chair: Chair, codes: list[str]) -> Act:
    ways = {
        "state": _("Invitez plusieurs services, et gardez la trace de leurs réponses."),
        "socio-economic": _("Cherchez qui travaille déjà sur le sujet ; demandez-lui ses horaires."),
        "elected": _("Demandez à la tête de l’exécutif qui elle désigne."),
        "agent": _("Demandez à la direction des services qui peut y consacrer du temps."),
    }
    why = ways.get(chair.category.key, _("Demandez autour de vous qui se sentirait à sa place ici."))
    title = _("Un siège reste à pourvoir : %(category)s") % {"category": chair.category.label}
    view = "delegations:state" if chair.category.key == "state" else "delegations:add-seat"
    address = reverse(view, args=codes) + ("" if view.endswith("state") else f"?categorie={chair.category.key}")
    verb = _("Inviter un service") if view.endswith("state") else _("Noter qui vient")
    return Act(_("siège vide"), title, why, address, verb, urgent=True)


def commitment_missing(health: Health) -> Act:
    file, place = health.candidacy, health.participation
    codes = [place.cohort.code, place.code]
    address = file_address(codes[0], file.code) if file else reverse("delegations:secretariat", args=codes)
    return Act(_("à signer"), _("L’engagement de la tête de l’exécutif manque"),
               _("Sans lui, un blocage politique ou technique reste sans recours."), address,
               _("Voir le dossier") if file else _("Lire ce qu’il y a à signer"), urgent=True)  # fmt: skip


def file_address(cohort: str, file: str) -> str:
    return reverse("recruitment:candidacy", args=[cohort, file])


def late_answers(invitations: list[StateInvitation]) -> list[StateInvitation]:
    """State services invited more than three weeks ago that did not answer."""
    limit = timezone.localdate() - WITHOUT_ANSWER
    return [one for one in invitations if one.answer == Answer.WAITING and one.invited_on <= limit]
