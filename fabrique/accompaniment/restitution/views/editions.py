"""Versions, in the vault: what the team does with each, what its readers sign."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.diagnostics.actions.inviting import uninvited as met_uninvited
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.diagnostics.rooms import context_of
from fabrique.accompaniment.restitution import actions, forms
from fabrique.accompaniment.restitution import permissions as may
from fabrique.accompaniment.restitution.enums import OPEN, EditionState
from fabrique.accompaniment.restitution.models import Edition, Review
from fabrique.accompaniment.restitution.peers import peers_for
from fabrique.accompaniment.restitution.releases import content_of, needed, opened, signed, told
from fabrique.accompaniment.restitution.tables import by_group, sheets
from fabrique.accompaniment.restitution.views.pages import EDIT, address, desk_of, write_page
from fabrique.core.http import attempt, guarded, render_page
from fabrique.ground.keyring.http import confidential


def versions_of(diagnostic):
    return [(_("Versions"), address("versions", diagnostic))]


@require_POST
@guarded(may.make_edition, diagnostic=Diagnostic)
@confidential
def freeze(request, diagnostic, vault):
    desk_of(request, vault, diagnostic)
    done = _("La version est figée. Confiez-la maintenant à deux personnes qui n’ont rien écrit ici.")
    if attempt(request, actions.make_edition, diagnostic=diagnostic, vault=vault, done=done):
        return redirect(address("versions", diagnostic))
    return redirect(address("guard", diagnostic))


@require_safe
@guarded(may.read_draft, diagnostic=Diagnostic)
def versions(request, diagnostic):
    """No word of them: states, dates, hashes."""
    rows = diagnostic.editions.prefetch_related("reviews__reviewer").select_related("presentation", "restitution")
    rows = list(rows.order_by("-number"))
    now = next((row for row in rows if row.state in OPEN or row.state == EditionState.RESTITUTED), None)
    keeps = now is not None and may.keep_edition.allows(request.user, now)
    context = context_of(
        request, diagnostic, "restitution:versions", rows=rows, now=now, keeps=keeps,
        answered=len(signed(now)) if now else 0, needed=needed(now) if now else 0,
        uninvited=met_uninvited(diagnostic).count() if now and now.state == EditionState.PRESENTED else 0,
        vacant=now is not None and now.state in ("checked", "in-review") and now.reviews.count() < needed(now),
    )  # fmt: skip
    return render_page(request, "restitution/versions.html", context)


@require_safe
@guarded(may.read_edition, edition=Edition)
@confidential
def version(request, edition, vault):
    """The whole text as its readers have it, and their sheets once signed."""
    if edition.state in OPEN:
        desk_of(request, vault, edition.diagnostic)
        edition.refresh_from_db()
    space, text = (None, edition.text) if edition.text else opened(vault, edition)
    content = content_of(text, edition)
    context = context_of(
        request, edition.diagnostic, "restitution:versions", edition=edition, content=content,
        groups=by_group(content), sheets=sheets(vault, edition, space),
    )  # fmt: skip
    return render_page(request, "restitution/version.html", context)


@require_http_methods(EDIT)
@guarded(may.keep_edition, edition=Edition)
@confidential
def name_reviewer(request, edition, vault):
    diagnostic = edition.diagnostic
    form = forms.NameReviewerForm(request.POST or None, people=peers_for(diagnostic, but=edition))
    if request.method == "POST" and form.send(actions.name_reviewer, edition=edition, vault=vault, by=request.user):
        messages.success(request, _("La relecture est confiée. La personne en est prévenue, sans un mot du texte."))
        return redirect(address("versions", diagnostic))
    return write_page(
        request, diagnostic, form, title=_("Qui relit cette version ?"), verb=_("Confier la relecture"),
        lede=_("Quelqu’un qui diagnostique ailleurs, n’a rien écrit ici et n’a pas de rôle auprès de ce territoire."),
        back=address("versions", diagnostic), crumbs=versions_of(diagnostic),
    )  # fmt: skip


@require_POST
@guarded(may.keep_edition, edition=Edition)
@confidential
def release_reviewer(request, edition, vault):
    review = edition.reviews.filter(code=request.POST.get("review", "")[:60]).first()
    if review:
        done = _("La relecture est reprise. Confiez-la à quelqu’un d’autre.")
        attempt(request, actions.release_reviewer, review=review, vault=vault, done=done)
    return redirect(address("versions", edition.diagnostic))


@require_POST
@guarded(may.keep_edition, edition=Edition)
def withdraw(request, edition):
    attempt(
        request, actions.withdraw_edition, edition=edition, done=_("La version est retirée, ses clés sont détruites.")
    )
    return redirect(address("versions", edition.diagnostic))


@require_http_methods(EDIT)
@guarded(may.keep_edition, edition=Edition)
@confidential
def present(request, edition, vault):
    diagnostic = edition.diagnostic
    desk_of(request, vault, diagnostic)
    form = forms.PresentForm(request.POST or None)
    if request.method == "POST" and form.send(actions.present, edition=edition, vault=vault, by=request.user):
        messages.success(request, _("C’est noté. Le n° 1 et qui conduit la cohorte peuvent maintenant la lire."))
        return redirect(edition)
    return write_page(
        request, diagnostic, form, title=_("Avez-vous présenté cette version au n° 1 ?"), verb=_("Noter et ouvrir le texte"),
        lede=_("Le n° 1 l’entend d’abord. Il peut faire corriger un fait, il n’efface pas un constat."),
        back=address("versions", diagnostic), crumbs=versions_of(diagnostic),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_edition, edition=Edition)
@confidential
def restitute(request, edition, vault):
    diagnostic = edition.diagnostic
    desk_of(request, vault, diagnostic)
    known = {"held_on": diagnostic.restitution_at and timezone.localdate(diagnostic.restitution_at)}
    form = forms.RestituteForm(request.POST or None, initial=known)
    if request.method == "POST" and form.send(actions.restitute, edition=edition, vault=vault, by=request.user):
        messages.success(
            request, _("C’est restitué. La délégation et celles et ceux qui l’accompagnent peuvent la lire.")
        )
        return redirect(edition)
    return write_page(
        request, diagnostic, form, title=_("Avez-vous restitué à celles et ceux qui ont été entendus ?"),
        verb=_("Noter la restitution"), lede=_("Toutes les personnes entendues y sont invitées ; venir reste leur choix."),
        back=address("versions", diagnostic), crumbs=versions_of(diagnostic),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.read_again, review=Review)
@confidential
def review(request, review, vault):
    """What a reader has: the whole restitution, never a note, nor the sheet of another reader before theirs."""
    edition = review.edition
    space, text = (None, edition.text) if edition.text else opened(vault, edition)
    content = told(edition) if edition.text else content_of(text, edition)
    form = forms.ReviewForm(request.POST or None, instance=review, content=content)
    may_sign = may.sign_review.allows(request.user, review)
    if request.method == "POST" and form.send(sign, review=review, vault=vault, by=request.user):
        messages.success(request, _("Votre fiche est signée. Merci : vous êtes la dernière protection."))
        return redirect("restitution:review", review.code)
    context = {
        "review": review, "edition": edition, "content": content, "groups": by_group(content), "may_sign": may_sign,
        "form": form if may_sign else None, "sheets": sheets(vault, edition, space) if review.answered_at else [],
        "home": reverse("home:home"), "cohort": edition.diagnostic.cohort,
    }  # fmt: skip
    return render_page(request, "restitution/review.html", context)


def sign(*, seen: int, **facts):
    """A sheet is written once: the version seen is the one that waits."""
    return actions.sign_review(**facts)
