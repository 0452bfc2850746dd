"""Whom to call, when they decide, what was organised together."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort, edit_part
from fabrique.accompaniment.institutions import actions, forms
from fabrique.accompaniment.institutions.models import Contact, DecisionDate, IntentionNote, JointEvent
from fabrique.accompaniment.institutions.permissions import see_contacts
from fabrique.accompaniment.institutions.views.pages import EDIT, settle
from fabrique.accompaniment.programme.models import Session
from fabrique.core.http import guarded, render_page
from fabrique.ground.agenda.models import Event

BACK = "institutions:relations"


def joint_events_of(person, cohort):
    """Those whose session or date this person may know of."""
    seen = Q(session__in=Session.objects.visible_to(person)) | Q(event__in=Event.objects.visible_to(person))
    return cohort.joint_events.filter(seen).select_related("session", "event", "sheet").order_by("pk")


def contacts_of(person, cohort):
    seen = Contact.objects.visible_to(person).serving().filter(cohort=cohort)
    return seen.select_related("organisation", "participation__territory")


@require_safe
@guarded(edit_cohort, cohort=Cohort)
def relations(request, cohort):
    context = board.page(
        request, cohort, "institution", contacts=contacts_of(request.user, cohort),
        decision_dates=cohort.decision_dates.select_related("organisation"),
        joint_events=joint_events_of(request.user, cohort),
    )  # fmt: skip
    return render_page(request, "institutions/relations.html", context)


@require_safe
@guarded(see_contacts, cohort=Cohort)
def contacts(request, cohort):
    """The same, to be read by those who walk: whom to call, when they decide, what was written to them."""
    person = request.user
    context = {
        "cohort": cohort,
        "contacts": contacts_of(person, cohort),
        "decision_dates": DecisionDate.objects.visible_to(person).filter(cohort=cohort).select_related("organisation"),
        "notes": IntentionNote.objects.visible_to(person).filter(cohort=cohort).select_related("institution"),
        "may_prepare": edit_cohort.allows(person, cohort),
    }
    return render_page(request, "institutions/contacts.html", context)


@require_http_methods(EDIT)
@guarded(edit_cohort, cohort=Cohort)
def add_contact(request, cohort):
    return settle(
        request, cohort, BACK, forms.AddContactForm(request.POST or None).offer(cohort), actions.set_contact,
        cohort=cohort, title=_("Qui appeler dans ce service ?"), verb=_("Ajouter au carnet"),
        done=_("Le carnet est à jour."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(edit_part, cohort=Cohort, contact=Contact)
def edit_contact(request, cohort, contact):
    place = contact.participation.code if contact.participation else None
    initial = {"organisation": contact.organisation.code, "participation": place}
    form = forms.ContactForm(request.POST or None, instance=contact, initial=initial).offer(cohort)
    return settle(
        request, cohort, BACK, form, actions.set_contact, cohort=cohort, contact=contact, title=contact.hat,
        verb=_("Enregistrer ce contact"), done=_("Le carnet est à jour."),
        remove=reverse("institutions:end-contact", args=[cohort.code, contact.code]),
        remove_label=_("Cette fonction a disparu"),
        remove_says=_("Les fiches qu’elle suivait demanderont un nouveau contact."),
    )  # fmt: skip


@require_POST
@guarded(edit_part, cohort=Cohort, contact=Contact)
def end_contact(request, cohort, contact):
    actions.end_contact(contact=contact, by=request.user)
    messages.success(request, _("C’est noté. Ses fiches attendent un nouveau contact."))
    return redirect(BACK, cohort.code)


@require_http_methods(EDIT)
@guarded(edit_cohort, cohort=Cohort)
def add_decision_date(request, cohort):
    return settle(
        request, cohort, BACK, forms.AddDecisionDateForm(request.POST or None), actions.set_decision_date,
        cohort=cohort, title=_("Quand l’institution décide-t-elle ?"), verb=_("Ajouter cette date"),
        done=_("La date est au calendrier."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(edit_part, cohort=Cohort, decision_date=DecisionDate)
def edit_decision_date(request, cohort, decision_date):
    form = forms.DecisionDateForm(
        request.POST or None, instance=decision_date, initial={"organisation": decision_date.organisation.code}
    )
    return settle(
        request, cohort, BACK, form, actions.set_decision_date, cohort=cohort, decision_date=decision_date,
        title=decision_date.body, verb=_("Enregistrer cette date"), done=_("La date est à jour."),
        remove=reverse("institutions:remove-decision-date", args=[cohort.code, decision_date.code]),
        remove_label=_("Retirer cette date"), remove_says=_("Le journal des actes garde la trace de ce retrait."),
    )  # fmt: skip


@require_POST
@guarded(edit_part, cohort=Cohort, decision_date=DecisionDate)
def remove_decision_date(request, cohort, decision_date):
    actions.remove_decision_date(decision_date=decision_date, by=request.user)
    messages.success(request, _("La date est retirée."))
    return redirect(BACK, cohort.code)


@require_http_methods(EDIT)
@guarded(edit_cohort, cohort=Cohort)
def add_joint_event(request, cohort):
    return settle(
        request, cohort, BACK, forms.AddJointEventForm(request.POST or None).offer(cohort), actions.set_joint_event,
        cohort=cohort, title=_("Qu’avez-vous organisé avec l’institution ?"), verb=_("Noter ce moment"),
        done=_("Ce moment est noté."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(edit_part, cohort=Cohort, joint_event=JointEvent)
def edit_joint_event(request, cohort, joint_event):
    parts = {name: getattr(joint_event, name) for name in ("session", "event", "sheet")}
    initial = {name: part.code if part else None for name, part in parts.items()}
    form = forms.JointEventForm(request.POST or None, instance=joint_event, initial=initial).offer(cohort)
    return settle(
        request, cohort, BACK, form, actions.set_joint_event, cohort=cohort, joint_event=joint_event,
        title=str(joint_event), verb=_("Enregistrer ce moment"), done=_("Ce moment est à jour."),
        remove=reverse("institutions:remove-joint-event", args=[cohort.code, joint_event.code]),
        remove_label=_("Retirer ce moment"), remove_says=_("La séance ou la date reste ; seul ce lien s’en va."),
    )  # fmt: skip


@require_POST
@guarded(edit_part, cohort=Cohort, joint_event=JointEvent)
def remove_joint_event(request, cohort, joint_event):
    actions.remove_joint_event(joint_event=joint_event, by=request.user)
    messages.success(request, _("Ce moment est retiré."))
    return redirect(BACK, cohort.code)
