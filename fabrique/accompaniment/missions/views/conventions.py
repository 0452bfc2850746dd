from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.missions import actions, forms, papers, wording
from fabrique.accompaniment.missions import permissions as may
from fabrique.accompaniment.missions.enums import CONVENTION, STANDING, ConventionState
from fabrique.accompaniment.missions.models import Amendment, Convention, Engagement, Mission, Rate
from fabrique.accompaniment.missions.views.pages import EDIT, settle
from fabrique.core.exports import document_response
from fabrique.core.http import attempt, guarded, render_page

PLAIN = ("agree", "rework", "run", "deliver", "accept", "ask-again", "close")


@require_http_methods(EDIT)
@guarded(may.set_rates)
def rates(request):
    form = forms.RateForm(request.POST or None)
    if request.method == "POST" and form.send(actions.set_rate, by=request.user):
        messages.success(request, _("Le tarif est noté. Les conventions écrites à partir de cette date le suivront."))
        return redirect("missions:rates")
    return render_page(request, "missions/rates.html", {"rows": Rate.objects.visible_to(request.user), "form": form})


@require_http_methods(EDIT)
@guarded(may.draft_convention, cohort=Cohort, mission=Mission, engagement=Engagement)
def draft(request, cohort, mission, engagement):
    form = forms.DraftForm(
        request.POST or None, initial={"purpose": mission.need, "planned_quarters": mission.planned_quarters}
    ).offer(cohort)
    return settle(request, mission, form, actions.draft_convention, engagement=engagement,
                  title=_("Convention avec %(name)s") % {"name": engagement.organisation.name}, verb=_("Écrire ce projet"),
                  lede=_("Le montant suit le tarif coopératif en vigueur, s’il y en a un."),
                  done=_("Le projet de convention est écrit. Relisez-le ensemble."))  # fmt: skip


@require_safe
@guarded(may.read_convention, cohort=Cohort, convention=Convention)
def convention(request, cohort, convention):
    person = request.user
    keeps = may.keep_convention.allows(person, convention)
    signatures = list(convention.signatures.order_by("signed_at", "pk"))
    current = [row for row in signatures if row.amendment_id is None and row.text_number == convention.text_number]
    party = may.party_of(person, convention)
    opens_mission = may.read_mission.allows(person, convention.mission)
    context = {
        "cohort": cohort, "convention": convention, "mission": convention.mission, "keeps": keeps,
        "opens_mission": opens_mission,
        "articles": wording.parts(convention.text or wording.of_convention(convention)),
        "signatures": current, "party": party,
        "may_sign": convention.state == ConventionState.AGREED and party and party not in {row.party for row in current},
        "amendments": [
            (row, of_row, party and not row.signed_at and convention.state in STANDING and party not in {one.party for one in of_row})
            for row in convention.amendments.all() if opens_mission or row.signed_at  # a funder reads what is signed
            for of_row in [[one for one in signatures if one.amendment_id == row.pk]]
        ],
        "moves": [one for one in CONVENTION.buttons(convention, lambda _name: "") if one.name in PLAIN] if keeps else [],
        "opened": CONVENTION.open_to(convention) if keeps else {}, "may_amend": keeps and convention.state in STANDING,
    }  # fmt: skip
    return render_page(request, "missions/convention.html", context)


@require_safe
@guarded(may.read_convention, cohort=Cohort, convention=Convention)
def convention_text(request, cohort, convention, format_name):
    return document_response(f"convention-{convention.code}", lambda: papers.convention(convention, get_language()), format_name)  # fmt: skip


def of(request, convention, form, action, /, **more):
    return settle(request, convention.mission, form, action, back=convention.get_absolute_url(), **more)


@require_http_methods(EDIT)
@guarded(may.keep_convention, cohort=Cohort, convention=Convention)
def edit_convention(request, cohort, convention):
    form = forms.ConventionForm(request.POST or None, instance=convention).offer(cohort)
    return of(request, convention, form, actions.edit_convention, convention=convention, title=_("Modifier le projet de convention"),
              verb=_("Enregistrer ce projet"), done=_("Le projet est à jour."))  # fmt: skip


@require_POST
@guarded(may.keep_convention, cohort=Cohort, convention=Convention)
def move_convention(request, cohort, convention):
    name = request.POST.get("move", "")
    attempt(request, actions.move_convention, convention=convention, name=name, done=_("C’est noté."))
    return redirect(convention)


@require_http_methods(EDIT)
@guarded(may.sign_convention, cohort=Cohort, convention=Convention)
def sign(request, cohort, convention):
    form = forms.SignForm(request.POST or None, initial={"number": convention.text_number})
    return of(request, convention, form, actions.sign_convention, convention=convention, title=_("Signer la convention"),
              verb=_("Signer ce texte"), done=_("Votre signature est notée."),
              lede=_("Vous signez le texte n° %(n)d, tel que vous venez de le lire.") % {"n": convention.text_number})  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_convention, cohort=Cohort, convention=Convention)
def pay(request, cohort, convention):
    return of(request, convention, forms.PaidForm(request.POST or None), actions.move_convention, convention=convention, name="pay",
              title=_("Quand a-t-elle été payée ?"), verb=_("Noter le paiement"), done=_("Le paiement est noté."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_convention, cohort=Cohort, convention=Convention)
def terminate(request, cohort, convention):
    return of(request, convention, forms.ReasonForm(request.POST or None), actions.move_convention, convention=convention,
              name="terminate", title=_("Pourquoi rompre la convention ?"), verb=_("Rompre la convention"),
              lede=_("Les jours qui restent reviennent au territoire."), done=_("La convention est rompue, avec sa raison."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_convention, cohort=Cohort, convention=Convention)
def amend(request, cohort, convention):
    return of(request, convention, forms.AmendmentForm(request.POST or None), actions.propose_amendment, convention=convention,
              title=_("Combien de jours ajouter ?"), verb=_("Proposer cet avenant"),
              lede=_("Les jours s’ajoutent quand les trois parties ont signé."), done=_("L’avenant attend ses signatures."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.sign_amendment, cohort=Cohort, convention=Convention, amendment=Amendment)
def sign_amendment(request, cohort, convention, amendment):
    form = forms.SignAmendmentForm(request.POST or None)
    return of(request, convention, form, actions.sign_amendment, amendment=amendment, title=_("Signer l’avenant"),
              lede=" ".join(body for _title, body in wording.parts(amendment.text)), verb=_("Signer cet avenant"),
              done=_("Votre signature est notée."))  # fmt: skip
