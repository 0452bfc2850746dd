"""In the vault: the draft, and the guard over it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.diagnostics.rooms import context_of
from fabrique.accompaniment.interviews.models import Extract
from fabrique.accompaniment.restitution import actions, checks, forms, limits
from fabrique.accompaniment.restitution import permissions as may
from fabrique.accompaniment.restitution.drafts import Opened
from fabrique.accompaniment.restitution.models import Finding, Recommendation, Verbatim
from fabrique.accompaniment.restitution.tables import crossed, groups_of, guarded_parts, one
from fabrique.accompaniment.restitution.views.pages import EDIT, address, desk_of, write_page
from fabrique.core.http import attempt, guarded, render_page
from fabrique.ground.keyring.http import confidential


def written(request, diagnostic, form, act, *, done, **page):
    """One thing of the draft is written, then back; until then, its page."""
    if request.method == "POST" and form.send(act, by=request.user):
        messages.success(request, done)
        return redirect(page.get("back", address("draft", diagnostic)))
    return write_page(request, diagnostic, form, **page)


@require_safe
@guarded(may.read_draft, diagnostic=Diagnostic)
@confidential
def draft(request, diagnostic, vault):
    desk = desk_of(request, vault, diagnostic)
    extracts, findings = desk.extracts(), desk.findings()
    grouped = {code for row in findings for code in row.words.extracts}
    context = context_of(
        request, diagnostic, "restitution:draft", groups=groups_of(desk, findings, extracts), findings=findings,
        apart=[row for row in extracts if row.code not in grouped], heard=len(desk.heard),
        recommendations=desk.recommendations(), limits=desk.part("words").text or limits.proposed(desk),
        limits_kept=bool(desk.part("words").text), themes={row.code: row.words.theme for row in findings},
        comments=crossed(desk), writes=may.write_draft.allows(request.user, diagnostic), broken=desk.broken,
        may_begin=diagnostic.state == "heard" and may.begin_analysis.allows(request.user, diagnostic),
    )  # fmt: skip
    return render_page(request, "restitution/draft.html", context)


@require_POST
@guarded(may.begin_analysis, diagnostic=Diagnostic)
def begin(request, diagnostic):
    attempt(request, actions.begin_analysis, diagnostic=diagnostic, done=_("L’analyse commence."))
    return redirect(address("draft", diagnostic))


@require_http_methods(EDIT)
@guarded(may.write_draft, diagnostic=Diagnostic)
@confidential
def new_finding(request, diagnostic, vault):
    form = forms.FindingForm(request.POST or None, desk=desk_of(request, vault, diagnostic))
    act = partial(actions.write_finding, diagnostic=diagnostic, vault=vault)
    return written(
        request, diagnostic, form, act, done=_("Le constat est écrit, chiffré."),
        title=_("Qu’avez-vous entendu à plusieurs voix ?"), verb=_("Écrire ce constat"),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.write_finding, diagnostic=Diagnostic, finding=Finding)
@confidential
def finding(request, diagnostic, finding, vault):
    desk = desk_of(request, vault, diagnostic)
    form = forms.FindingForm(request.POST or None, desk=desk, known=one(desk.findings(), finding.code))
    act = partial(actions.write_finding, diagnostic=diagnostic, finding=finding, vault=vault)
    return written(
        request, diagnostic, form, act, done=_("Le constat est enregistré, chiffré."),
        title=_("Reprendre ce constat"), verb=_("Enregistrer"),
        remove=address("remove-finding", diagnostic, finding.code), remove_label=_("Retirer ce constat"),
        remove_says=_("Ses citations partent avec lui ; les passages restent."),
    )  # fmt: skip


@require_POST
@guarded(may.write_finding, diagnostic=Diagnostic, finding=Finding)
@confidential
def remove_finding(request, diagnostic, finding, vault):
    attempt(request, actions.remove_finding, finding=finding, vault=vault, done=_("Le constat est retiré."))
    return redirect(address("draft", diagnostic))


@require_http_methods(EDIT)
@guarded(may.quote, diagnostic=Diagnostic, finding=Finding, extract=Extract)
@confidential
def quote(request, diagnostic, finding, extract, vault):
    desk = desk_of(request, vault, diagnostic)
    source = one(desk.extracts(), extract.code)
    form = forms.VerbatimForm(request.POST or None, initial={"text": source.text})
    del form.fields["version"]
    act = partial(actions.add_verbatim, diagnostic=diagnostic, finding=finding, extract=extract.code, vault=vault)
    return written(
        request, diagnostic, form, act, done=_("La citation est écrite, chiffrée."),
        title=_("Comment le citer ?"), verb=_("Garder cette citation"), lede=source.text,
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.write_verbatim, diagnostic=Diagnostic, verbatim=Verbatim)
@confidential
def verbatim(request, diagnostic, verbatim, vault):
    known = one(desk_of(request, vault, diagnostic).verbatims(), verbatim.code)
    form = forms.VerbatimForm(request.POST or None, known=known)
    act = partial(actions.write_verbatim, verbatim=verbatim, vault=vault)
    return written(
        request, diagnostic, form, act, done=_("La citation est enregistrée, chiffrée."),
        title=_("Reprendre cette citation"), verb=_("Enregistrer"),
        remove=address("remove-verbatim", diagnostic, verbatim.code), remove_label=_("Retirer cette citation"),
        remove_says=_("Le passage reste dans l’entretien."),
    )  # fmt: skip


@require_POST
@guarded(may.write_verbatim, diagnostic=Diagnostic, verbatim=Verbatim)
def remove_verbatim(request, diagnostic, verbatim):
    attempt(request, actions.remove_verbatim, verbatim=verbatim, done=_("La citation est retirée."))
    return redirect(address("draft", diagnostic))


@require_http_methods(EDIT)
@guarded(may.write_draft, diagnostic=Diagnostic)
@confidential
def new_recommendation(request, diagnostic, vault):
    form = forms.RecommendationForm(request.POST or None, desk=desk_of(request, vault, diagnostic))
    act = partial(actions.write_recommendation, diagnostic=diagnostic, vault=vault)
    return written(
        request, diagnostic, form, act, done=_("La recommandation est écrite, chiffrée."),
        title=_("Que recommandez-vous ?"), verb=_("Écrire cette recommandation"),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.write_recommendation, diagnostic=Diagnostic, recommendation=Recommendation)
@confidential
def recommendation(request, diagnostic, recommendation, vault):
    desk = desk_of(request, vault, diagnostic)
    known = one(desk.recommendations(), recommendation.code)
    form = forms.RecommendationForm(request.POST or None, desk=desk, known=known)
    act = partial(actions.write_recommendation, diagnostic=diagnostic, recommendation=recommendation, vault=vault)
    return written(
        request, diagnostic, form, act, done=_("La recommandation est enregistrée, chiffrée."),
        title=_("Reprendre cette recommandation"), verb=_("Enregistrer"),
        remove=address("remove-recommendation", diagnostic, recommendation.code),
        remove_label=_("Retirer cette recommandation"), remove_says=_("Les constats restent."),
    )  # fmt: skip


@require_POST
@guarded(may.write_recommendation, diagnostic=Diagnostic, recommendation=Recommendation)
def remove_recommendation(request, diagnostic, recommendation):
    done = _("La recommandation est retirée.")
    attempt(request, actions.remove_recommendation, recommendation=recommendation, done=done)
    return redirect(address("draft", diagnostic))


@require_http_methods(EDIT)
@guarded(may.write_draft, diagnostic=Diagnostic)
@confidential
def limits_page(request, diagnostic, vault):
    desk = desk_of(request, vault, diagnostic)
    kept = desk.part("words")
    known = Opened("", desk.draft.version if desk.draft else 0, kept)
    form = forms.LimitsForm(request.POST or None, known=known, initial={"text": kept.text or limits.proposed(desk)})
    act = partial(actions.write_limits, diagnostic=diagnostic, vault=vault)
    return written(
        request, diagnostic, form, act, done=_("Les limites sont écrites, chiffrées."),
        title=_("Qu’est-ce que ce regard ne peut pas dire ?"), verb=_("Enregistrer"),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.write_draft, diagnostic=Diagnostic)
@confidential
def roster(request, diagnostic, vault):
    desk = desk_of(request, vault, diagnostic)
    known = Opened("", desk.draft.version if desk.draft else 0, desk.part("roster"))
    form = forms.RosterForm(request.POST or None, known=known)
    act = partial(actions.write_roster, diagnostic=diagnostic, vault=vault)
    return written(
        request, diagnostic, form, act, done=_("La liste est enregistrée, chiffrée."),
        title=_("Qui et quoi ne doivent pas se reconnaître ?"), verb=_("Enregistrer"),
        lede=_("La délégation, les personnes rencontrées et les communes sont déjà surveillées. Ajoutez les autres."),
        back=address("guard", diagnostic), crumbs=[(_("La garde"), address("guard", diagnostic))],
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.read_finding, diagnostic=Diagnostic, finding=Finding)
@confidential
def comment(request, diagnostic, finding, vault):
    known = one(desk_of(request, vault, diagnostic).findings(), finding.code)
    form = forms.CommentForm(request.POST or None)
    act = partial(actions.comment, diagnostic=diagnostic, about=finding.code, vault=vault)
    return written(
        request, diagnostic, form, act, done=_("Votre remarque est écrite, chiffrée."),
        title=_("Qu’en pensez-vous ?"), verb=_("Laisser cette remarque"), lede=known.words.text,
    )  # fmt: skip


@require_safe
@guarded(may.read_draft, diagnostic=Diagnostic)
@confidential
def guard(request, diagnostic, vault):
    desk = desk_of(request, vault, diagnostic)
    content, sources = checks.composed(desk, 0)
    found = checks.objections(desk, content, sources)
    context = context_of(
        request, diagnostic, "restitution:guard", parts_refused=guarded_parts(content, found), count=len(found),
        findings=len(content["findings"]), writes=may.write_draft.allows(request.user, diagnostic),
        freeze=may.make_edition.reason(request.user, diagnostic),
        next_number=diagnostic.editions.count() + 1,
    )  # fmt: skip
    return render_page(request, "restitution/guard.html", context)


@require_POST
@guarded(may.write_draft, diagnostic=Diagnostic)
@confidential
def mend(request, diagnostic, vault):
    mark = request.POST.get("mark", "")[:16]
    attempt(
        request, actions.mend, diagnostic=diagnostic, vault=vault, mark=mark, done=_("La formulation est remplacée.")
    )
    return redirect(address("guard", diagnostic))
