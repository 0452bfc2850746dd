"""The preparation board: the essential, partners, territories, ambition."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.cohorts import actions, board, forms
from fabrique.accompaniment.cohorts import permissions as may
from fabrique.accompaniment.cohorts.enums import COHORT
from fabrique.accompaniment.cohorts.models import Ambition, Cohort, Participation, Partner
from fabrique.core.http import edit_page, guarded, make_move, render_page
from fabrique.core.permissions import Denied

EDIT = ["GET", "POST"]
LIST = ["liste"]


def edit_part(request, cohort, view, form, **more):
    """One thing of the board, on a page of its own."""
    back = reverse(view, args=[cohort.code])
    crumbs = [(cohort.name, cohort.get_absolute_url()), (_("Préparer"), back)]
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


@require_http_methods(EDIT)
@guarded(may.edit_cohort, cohort=Cohort)
def essential(request, cohort):
    form = forms.CohortForm(request.POST or None, instance=cohort)
    if request.method == "POST" and form.send(actions.edit_cohort, cohort=cohort, by=request.user):
        messages.success(request, _("L’essentiel est enregistré."))
        return redirect("cohorts:prepare", cohort.code)
    moves = COHORT.buttons(cohort, lambda name: actions.reason_not_to_move(cohort, name, request.user))
    context = board.page(request, cohort, "essential", form=form, acts=board.next_acts(cohort), moves=moves)
    return render_page(request, "cohorts/essential.html", context)


@require_POST
@guarded(may.edit_cohort, cohort=Cohort)
def move(request, cohort):
    name = request.POST.get("move", "")
    if name not in COHORT.moves:
        raise Denied(_("Ce changement n’existe pas."))
    if make_move(request, actions.move_cohort, cohort=cohort, name=name):
        messages.success(request, _("La cohorte est maintenant « %(state)s ».") % {"state": cohort.get_state_display()})
    if may.edit_cohort.allows(request.user, cohort):
        return redirect("cohorts:prepare", cohort.code)
    return redirect(cohort.get_absolute_url())


@require_http_methods(EDIT)
@guarded(may.edit_cohort, cohort=Cohort)
def partners(request, cohort):
    form = forms.AddPartnerForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.send(actions.add_partner, cohort=cohort, by=request.user):
        messages.success(request, _("Le partenaire est ajouté."))
        return redirect("cohorts:partners", cohort.code)
    rows = cohort.partners.select_related("organisation")
    return render_page(
        request, "cohorts/partners.html", board.page(request, cohort, "partners", form=form, rows=rows), partials=LIST
    )


@require_http_methods(EDIT)
@guarded(may.edit_part, cohort=Cohort, partner=Partner)
def edit_partner(request, cohort, partner):
    form = forms.PartnerForm(request.POST or None, instance=partner)
    if request.method == "POST" and form.send(actions.edit_partner, partner=partner, by=request.user):
        messages.success(request, _("Le partenaire est à jour."))
        return redirect("cohorts:partners", cohort.code)
    return edit_part(
        request, cohort, "cohorts:partners", form, title=partner.organisation.name, verb=_("Enregistrer ce rôle"),
        remove=reverse("cohorts:remove-partner", args=[cohort.code, partner.code]),
        remove_label=_("Retirer ce rôle"), remove_says=_("L’organisation reste dans l’annuaire ; elle perd ce rôle ici."),
    )  # fmt: skip


@require_POST
@guarded(may.edit_part, cohort=Cohort, partner=Partner)
def remove_partner(request, cohort, partner):
    actions.remove_partner(partner=partner, by=request.user)
    messages.success(request, _("Ce rôle est retiré."))
    return redirect("cohorts:partners", cohort.code)


@require_http_methods(EDIT)
@guarded(may.edit_cohort, cohort=Cohort)
def territories(request, cohort):
    form = forms.JoinForm(request.POST or None, person=request.user, cohort=cohort)
    if request.method == "POST" and form.send(actions.join_territory, cohort=cohort, by=request.user):
        messages.success(request, _("Le territoire est entré dans la cohorte."))
        return redirect("cohorts:territories", cohort.code)
    rows = cohort.participations.select_related("territory").prefetch_related("projects")
    return render_page(
        request, "cohorts/territories.html", board.page(request, cohort, "territories", form=form, rows=rows),
        partials=LIST,
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.edit_part, cohort=Cohort, participation=Participation)
def leave(request, cohort, participation):
    form = forms.LeaveForm(request.POST or None)
    if request.method == "POST" and form.send(actions.leave_territory, participation=participation, by=request.user):
        messages.success(request, _("Le départ est noté ; ce que le territoire a écrit reste."))
        return redirect("cohorts:territories", cohort.code)
    title = _("%(territory)s quitte la cohorte") % {"territory": participation.territory.name}
    return edit_part(request, cohort, "cohorts:territories", form, title=title, verb=_("Noter le départ"))


@require_http_methods(EDIT)
@guarded(may.edit_cohort, cohort=Cohort)
def ambition(request, cohort):
    form = forms.AddAmbitionForm(request.POST or None)
    if request.method == "POST" and form.send(actions.set_ambition, cohort=cohort, by=request.user):
        messages.success(request, _("L’ambition est écrite."))
        return redirect("cohorts:ambition", cohort.code)
    rows = cohort.ambitions.all()
    return render_page(
        request, "cohorts/ambition.html", board.page(request, cohort, "ambition", form=form, rows=rows), partials=LIST
    )


@require_http_methods(EDIT)
@guarded(may.edit_part, cohort=Cohort, ambition=Ambition)
def edit_ambition(request, cohort, ambition):
    form = forms.AmbitionForm(request.POST or None, instance=ambition)
    if request.method == "POST" and form.send(actions.set_ambition, cohort=cohort, ambition=ambition, by=request.user):
        messages.success(request, _("L’ambition est à jour."))
        return redirect("cohorts:ambition", cohort.code)
    return edit_part(
        request, cohort, "cohorts:ambition", form, title=ambition.label, verb=_("Enregistrer cette ambition"),
        remove=reverse("cohorts:remove-ambition", args=[cohort.code, ambition.code]),
        remove_label=_("Retirer cette ambition"), remove_says=_("Le journal des actes garde la trace de ce retrait."),
    )  # fmt: skip


@require_POST
@guarded(may.edit_part, cohort=Cohort, ambition=Ambition)
def remove_ambition(request, cohort, ambition):
    actions.remove_ambition(ambition=ambition, by=request.user)
    messages.success(request, _("L’ambition est retirée."))
    return redirect("cohorts:ambition", cohort.code)
