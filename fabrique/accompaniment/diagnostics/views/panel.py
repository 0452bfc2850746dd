"""People to meet: the team's list and its coverage, and the page where the referent proposes (A50)."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.diagnostics import forms, guests
from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.actions import inviting, panel
from fabrique.accompaniment.diagnostics.coverage import lines_of, picture_of, voices_of
from fabrique.accompaniment.diagnostics.enums import CONTACT
from fabrique.accompaniment.diagnostics.http import unkept
from fabrique.accompaniment.diagnostics.models import Contact, Diagnostic
from fabrique.accompaniment.diagnostics.rooms import context_of
from fabrique.accompaniment.diagnostics.views.frame import EDIT, address, crumbs
from fabrique.core.http import attempt, edit_page, guarded, render_page


@require_safe
@guarded(may.read_contacts, diagnostic=Diagnostic)
@unkept
def contacts(request, diagnostic):
    rows = list(diagnostic.contacts.select_related("category", "sub_type", "slot"))
    writes = may.write_contacts.allows(request.user, diagnostic)
    context = context_of(
        request, diagnostic, "diagnostics:contacts", writes=writes,
        rows=[(row, CONTACT.buttons(row, lambda name: "") if writes else []) for row in sorted(rows, key=lambda row: row.name.casefold())],
        takes_back=writes and diagnostic.state not in guests.GIVEN_BACK,
        waiting=sum(row.state == "kept" for row in rows), by_hand=panel.BY_HAND,
        adds=may.invite.allows(request.user, diagnostic),
        gives_back=may.invite_to_restitution.allows(request.user, diagnostic) and any(row.state == "met" for row in rows),
    )  # fmt: skip
    return render_page(request, "diagnostics/contacts.html", context)


@require_safe
@guarded(may.read_contacts, diagnostic=Diagnostic)
@unkept
def coverage(request, diagnostic):
    lines = lines_of(diagnostic)
    context = context_of(
        request, diagnostic, "diagnostics:coverage", lines=[*lines, *voices_of(diagnostic)],
        picture=picture_of(lines) if lines else None, lacking=sum(line.lacking for line in lines),
    )  # fmt: skip
    return render_page(request, "diagnostics/coverage.html", context)


@require_http_methods(EDIT)
@guarded(may.invite, diagnostic=Diagnostic)
@unkept
def add_contact(request, diagnostic):
    form = forms.AddContactForm(request.POST or None, diagnostic=diagnostic)
    if request.method == "POST" and form.send(panel.propose, diagnostic=diagnostic, by=request.user):
        messages.success(request, _("Cette personne est sur la liste."))
        return redirect(address(diagnostic, "contacts"))
    return edit_page(request, form, title=_("Qui rencontrer ?"), verb=_("Ajouter à la liste"), back=address(diagnostic, "contacts"),
                     crumbs=crumbs(diagnostic, "contacts", _("Personnes")))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.write_contact, diagnostic=Diagnostic, contact=Contact)
@unkept
def edit_contact(request, diagnostic, contact):
    form = forms.EditContactForm(request.POST or None, instance=contact, diagnostic=diagnostic)
    if request.method == "POST" and form.send(panel.edit_contact, contact=contact, by=request.user):
        messages.success(request, _("C’est enregistré."))
        return redirect(address(diagnostic, "contacts"))
    return edit_page(request, form, title=_("Que sait-on pour l’inviter ?"), verb=_("Enregistrer"), back=address(diagnostic, "contacts"),
                     crumbs=crumbs(diagnostic, "contacts", _("Personnes")))  # fmt: skip


@require_POST
@guarded(may.write_contact, diagnostic=Diagnostic, contact=Contact)
@unkept
def move_contact(request, diagnostic, contact):
    attempt(request, panel.move_contact, contact=contact, name=request.POST.get("move", ""), done=_("C’est fait."))
    return redirect(address(diagnostic, "contacts"))


@require_http_methods(EDIT)
@guarded(may.write_contact, diagnostic=Diagnostic, contact=Contact)
@unkept
def meet(request, diagnostic, contact):
    form = forms.MeetForm(request.POST or None)
    if contact.consent:
        form.fields.clear()
    if request.method == "POST" and form.send(panel.meet, contact=contact, by=request.user):
        messages.success(request, _("C’est noté. Les notes s’écrivent dans le coffre, à part de cette liste."))
        return redirect(address(diagnostic, "contacts"))
    return edit_page(request, form, title=_("L’entretien a eu lieu ?"), verb=_("Noter que l’entretien a eu lieu"),
                     back=address(diagnostic, "contacts"), crumbs=crumbs(diagnostic, "contacts", _("Personnes")),
                     lede=_("Son accord est déjà donné par écrit.") if contact.consent else aloud(contact))  # fmt: skip


def aloud(contact) -> str:
    """Who has no link is told how to take their words back."""
    return (
        ""
        if contact.email
        else _(
            "Sans adresse, cette personne n’a pas de lien. Dites-lui qu’elle peut retirer ses propos jusqu’à la restitution, en vous le disant : vous le notez à la page « Personnes »."
        )
    )


@require_http_methods(EDIT)
@guarded(may.write_contact, diagnostic=Diagnostic, contact=Contact)
@unkept
def withdraw_contact(request, diagnostic, contact):
    form = forms.WithdrawContactForm(request.POST or None)
    if request.method == "POST" and form.send(panel.withdraw_for, contact=contact, by=request.user):
        messages.success(
            request,
            _("C’est noté. Ses propos sont détruits dès qu’un coffre de l’équipe s’ouvre ; rien ne sort avant."),
        )
        return redirect(address(diagnostic, "contacts"))
    return edit_page(request, form, title=_("Cette personne retire ses propos ?"), verb=_("Retirer tout ce qu’elle a dit"),
                     back=address(diagnostic, "contacts"), crumbs=crumbs(diagnostic, "contacts", _("Personnes")),
                     lede=_("Les notes, les passages et les citations qui viennent d’elle sont détruits, et les versions qui les portent s’arrêtent. Personne ne pourra les rendre."))  # fmt: skip


@require_POST
@guarded(may.invite, diagnostic=Diagnostic)
@unkept
def invite(request, diagnostic):
    attempt(
        request,
        inviting.invite,
        diagnostic=diagnostic,
        done=_("Les invitations sont parties. Sans adresse, il reste à appeler."),
    )
    return redirect(address(diagnostic, "contacts"))


@require_POST
@guarded(may.write_contact, diagnostic=Diagnostic, contact=Contact)
@unkept
def renew_link(request, diagnostic, contact):
    attempt(
        request, inviting.renew_link, contact=contact, done=_("L’ancien lien est fermé ; un nouveau vient de partir.")
    )
    return redirect(address(diagnostic, "contacts"))


@require_http_methods(EDIT)
@guarded(may.invite_to_restitution, diagnostic=Diagnostic)
@unkept
def invite_to_restitution(request, diagnostic):
    known = {"at": diagnostic.restitution_at, "where": diagnostic.restitution_where}
    form = forms.InviteToRestitutionForm(request.POST or None, initial=known)
    if request.method == "POST" and form.send(
        inviting.invite_all_to_restitution, diagnostic=diagnostic, by=request.user
    ):
        messages.success(request, _("Les lettres sont parties. Sans adresse, il reste à inviter de vive voix."))
        return redirect(address(diagnostic, "contacts"))
    return edit_page(request, form, title=_("Quand et où restituez-vous ?"), verb=_("Inviter les personnes rencontrées"),
                     lede=_("Chacune reçoit la date et le lieu. Si vous les changez, toutes le sauront."),
                     back=address(diagnostic, "contacts"), crumbs=crumbs(diagnostic, "contacts", _("Personnes")))  # fmt: skip


@require_POST
@guarded(may.write_contact, diagnostic=Diagnostic, contact=Contact)
@unkept
def note_invited(request, diagnostic, contact):
    attempt(request, inviting.note_invited, contact=contact, done=_("C’est noté : invitée de vive voix."))
    return redirect(address(diagnostic, "contacts"))


@require_http_methods(EDIT)
@guarded(may.help_to_invite, diagnostic=Diagnostic)
@unkept
def proposals(request, diagnostic):
    """The referent's: those she proposed, and nothing of what became of them."""
    form = forms.AddContactForm(request.POST or None, diagnostic=diagnostic)
    if request.method == "POST" and form.send(panel.propose, diagnostic=diagnostic, by=request.user):
        messages.success(request, _("Merci. L’équipe choisira ; vous ne saurez pas qui a répondu, et c’est voulu."))
        return redirect(address(diagnostic, "proposals"))
    own = diagnostic.contacts.filter(proposed_by=request.user).select_related("category")
    rows = sorted(own, key=lambda row: row.name.casefold())
    return render_page(
        request,
        "diagnostics/proposals.html",
        context_of(request, diagnostic, "diagnostics:proposals", form=form, rows=rows),
    )


@require_POST
@guarded(may.own_proposal, diagnostic=Diagnostic, contact=Contact)
@unkept
def take_back(request, diagnostic, contact):
    attempt(request, panel.take_back, contact=contact, done=_("La proposition est retirée."))
    return redirect(address(diagnostic, "proposals"))
