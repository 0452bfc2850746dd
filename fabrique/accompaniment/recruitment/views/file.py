"""The file of one territory: what it writes, what is checked, what is signed, what it is answered."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.recruitment import actions, forms, mix
from fabrique.accompaniment.recruitment import permissions as may
from fabrique.accompaniment.recruitment.enums import CANDIDACY, CandidacyState, ConditionState, PrerequisiteKind
from fabrique.accompaniment.recruitment.models import TEAM, Candidacy, Commitment, Condition, Prerequisite
from fabrique.core.http import edit_page, guarded, make_move, render_page
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.permissions import holds

EDIT = ["GET", "POST"]


@dataclass(frozen=True)
class Line:
    """A prerequisite as it stands for one territory."""

    prerequisite: Prerequisite
    condition: Condition | None
    signed: bool


def lines_of(candidacy, commitment) -> list[Line]:
    said = {condition.prerequisite_id: condition for condition in candidacy.conditions.order_by("pk")}
    return [
        Line(each, said.get(each.pk), commitment is not None and each.kind == PrerequisiteKind.COMMITMENT)
        for each in candidacy.cohort.conditions_to_enter.all()
    ]


def situation(candidacy, left) -> str:
    """The heading says what is expected now."""
    name = {"territory": candidacy.territory.name}
    sentences = {
        CandidacyState.ENGAGED: _("%(territory)s fait partie de la cohorte"),
        CandidacyState.DECLINED: _("%(territory)s n’entre pas dans cette cohorte"),
        CandidacyState.POSTPONED: _("%(territory)s : on en reparle plus tard"),
        CandidacyState.CANDIDATE: _("%(territory)s attend une réponse"),
        CandidacyState.PREPARING: _("%(territory)s réunit ce qu’il faut pour entrer"),
    }
    if candidacy.state == CandidacyState.PREPARING and not left:
        return _("%(territory)s a tout réuni : il peut s’engager") % name
    return sentences.get(candidacy.state, _("%(territory)s se demande s’il vient")) % name


@require_safe
@guarded(may.read_candidacy, cohort=Cohort, candidacy=Candidacy)
def candidacy_page(request, cohort, candidacy):
    person = request.user
    candidacy.cohort = cohort
    commitments = list(candidacy.commitments.order_by("-signed_on", "-pk"))
    commitment = next((one for one in commitments if one.ended_on is None), None)
    left = actions.missing(candidacy)
    open_moves = [name for name in CANDIDACY.open_to(candidacy) if not actions.reason_not_to_move(candidacy, name, person)]  # fmt: skip
    context = {
        "cohort": cohort, "candidacy": candidacy, "sheet": candidacy.sheet, "commitment": commitment,
        "ended": [one for one in commitments if one.ended_on], "lines": (lines := lines_of(candidacy, commitment)),
        "waived": sum(line.condition is not None and line.condition.state == ConditionState.WAIVED for line in lines),
        "situation": situation(candidacy, left), "left": left, "may_move": bool(open_moves),
        "why_not_engage": actions.reason_not_to_move(candidacy, "engage", person) if candidacy.state == CandidacyState.PREPARING else "",
        "may_decide": may.decide.allows(person, candidacy), "may_write": may.write_candidacy.allows(person, candidacy),
        "may_sign": may.sign_commitment.allows(person, candidacy), "may_end": may.end_commitment.allows(person, candidacy),
        "may_agree": may.agree_for_territory.allows(person, candidacy), "warning": mix.mandate_warning(candidacy),
        "inside": holds(person, *TEAM, within=candidacy.scope) or may.see_recruitment.allows(person, cohort),
    }  # fmt: skip
    return render_page(request, "recruitment/candidacy.html", context)


def edit_file(request, candidacy, form, **more):
    back = candidacy.get_absolute_url()
    crumbs = [(candidacy.cohort.name, candidacy.cohort.get_absolute_url()), (candidacy.territory.name, back)]
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


@require_http_methods(EDIT)
@guarded(may.write_candidacy, cohort=Cohort, candidacy=Candidacy)
def write(request, cohort, candidacy):
    form = forms.CandidacyForm(request.POST or None, instance=candidacy)
    if request.method == "POST" and form.send(actions.write_candidacy, candidacy=candidacy, by=request.user):
        messages.success(request, _("C’est enregistré. Vous pourrez reprendre quand vous voudrez."))
        return redirect(candidacy)
    lede = _("Rien n’est obligatoire, et l’équipe écrit à plusieurs : enregistrez, partez, revenez.")
    return edit_file(request, candidacy, form, title=_("Que voulez-vous nous dire de votre territoire ?"), lede=lede, verb=_("Enregistrer"))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.write_candidacy, cohort=Cohort, candidacy=Candidacy)
def move(request, cohort, candidacy):
    form = forms.MoveCandidacyForm(request.POST or None, candidacy=candidacy)
    try:
        moved = request.method == "POST" and form.send(actions.move_candidacy, candidacy=candidacy, by=request.user)
    except Conflict:
        messages.warning(request, _("Quelqu’un vient de changer ce dossier. Voici où il en est."))
        return redirect(candidacy)
    if moved:
        messages.success(request, _("Le dossier est maintenant « %(state)s ».") % {"state": moved.get_state_display()})
        return redirect(candidacy)
    return edit_file(request, candidacy, form, title=_("Que devient cette candidature ?"), lede=candidacy.territory.name, verb=_("Enregistrer"))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.set_condition, cohort=Cohort, candidacy=Candidacy, prerequisite=Prerequisite)
def set_condition(request, cohort, candidacy, prerequisite):
    stored = Condition.objects.filter(candidacy=candidacy, prerequisite=prerequisite).first()
    initial = {"state": stored.state, "reason": stored.reason} if stored else {}
    form = forms.ConditionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.send(actions.set_condition, candidacy=candidacy, prerequisite=prerequisite, by=request.user)
        if not form.errors:
            messages.success(request, _("C’est noté."))
            return redirect(candidacy)
    return edit_file(request, candidacy, form, title=prerequisite.label, lede=candidacy.territory.name, verb=_("Enregistrer"))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.sign_commitment, cohort=Cohort, candidacy=Candidacy)
def sign(request, cohort, candidacy):
    terms = actions.terms_of(cohort)
    form = forms.SignCommitmentForm(request.POST or None, initial={"number": terms.version})
    if request.method == "POST" and form.send(actions.sign_commitment, candidacy=candidacy, by=request.user):
        messages.success(request, _("Merci : votre engagement est signé."))
        return redirect(candidacy)
    standing = Commitment.objects.filter(candidacy=candidacy).standing().first()
    context = {"cohort": cohort, "candidacy": candidacy, "terms": terms, "form": form, "standing": standing}
    return render_page(request, "recruitment/sign.html", context)


@require_http_methods(EDIT)
@guarded(may.decide, cohort=Cohort, candidacy=Candidacy)
def record(request, cohort, candidacy):
    form = forms.RecordCommitmentForm(request.POST or None)
    if request.method == "POST" and form.send(actions.record_commitment, candidacy=candidacy, by=request.user):
        messages.success(request, _("L’engagement est noté."))
        return redirect(candidacy)
    lede = _("Le texte en vigueur est gardé avec la signature ; la page dira qu’elle est sur papier.")
    return edit_file(request, candidacy, form, title=_("Noter un engagement signé sur papier"), lede=lede, verb=_("Noter cet engagement"))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.end_commitment, cohort=Cohort, candidacy=Candidacy)
def end(request, cohort, candidacy):
    form = forms.EndCommitmentForm(request.POST or None)
    if request.method == "POST" and form.send(actions.end_commitment, candidacy=candidacy, by=request.user):
        messages.success(request, _("La fin de cet engagement est notée. Le suivant peut être signé."))
        return redirect(candidacy)
    return edit_file(request, candidacy, form, title=_("Cet engagement ne tient plus"), verb=_("Noter sa fin"))


@require_http_methods(EDIT)
@guarded(may.write_candidacy, cohort=Cohort, candidacy=Candidacy)
def sheet(request, cohort, candidacy):
    form = forms.MutualSheetForm(request.POST or None, instance=candidacy.sheet)
    if request.method == "POST" and form.send(actions.write_sheet, candidacy=candidacy, by=request.user):
        messages.success(request, _("La fiche est enregistrée. Chaque côté peut donner son accord."))
        return redirect(candidacy)
    lede = _("Une fiche courte et franche. La modifier demande à chacun de redonner son accord.")
    return edit_file(request, candidacy, form, title=_("Que nous devons-nous l’un à l’autre ?"), lede=lede, verb=_("Enregistrer la fiche"))  # fmt: skip


@require_POST
@guarded(may.agree_on_sheet, cohort=Cohort, candidacy=Candidacy)
def agree(request, cohort, candidacy):
    side, seen = request.POST.get("side", ""), request.POST.get("version", "")
    if side not in ("territory", "cohort") or not (seen.isascii() and seen.isdigit() and len(seen) < 9):
        raise Denied(_("Cet accord n’existe pas."))
    if make_move(request, actions.agree_on_sheet, candidacy=candidacy, side=side, seen=int(seen)):
        messages.success(request, _("L’accord est donné."))
    return redirect(candidacy)
