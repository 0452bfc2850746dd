"""Minutes that name nobody: written, read again by those who were there, given to the cohort."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.programme import actions, forms
from fabrique.accompaniment.programme import permissions as may
from fabrique.accompaniment.programme.models import Minutes, Remark
from fabrique.accompaniment.programme.views.sessions import EDIT, PLACE
from fabrique.core.http import attempt, edit_page, guarded, render_page

READ = PLACE | {"minutes": Minutes}


@require_safe
@guarded(may.read_minutes, **PLACE)
def minutes(request, cohort, session):
    found = Minutes.objects.visible_to(request.user).get(session=session)
    return draw_minutes(request, found, forms.AddRemarkForm(), forms.ProposeMinutesForm())


def draw_minutes(request, found, remark_form, propose_form):
    person = request.user
    leads = may.edit_session.allows(person, found.session)
    context = {
        "cohort": found.session.cohort,
        "session": found.session,
        "minutes": found,
        "leads": leads,
        "remarks": Remark.objects.visible_to(person).filter(minutes=found)
        if found.state != "published" or leads
        else [],
        "remark_form": remark_form if may.ask_change.allows(person, found) else None,
        "propose_form": propose_form if leads and found.state == "draft" else None,
        "publish_reason": actions.reason_not_to_publish(found) if leads and found.state == "proposed" else "",
    }
    return render_page(request, "programme/minutes.html", context)


@require_http_methods(EDIT)
@guarded(may.edit_session, **PLACE)
def write_minutes(request, cohort, session):
    found = Minutes.objects.filter(session=session).first()
    initial = {} if found else {"version": 0}
    form = forms.MinutesForm(request.POST or None, instance=found, initial=initial)
    if request.method == "POST" and (written := form.send(actions.write_minutes, session=session, by=request.user)):
        messages.success(request, _("Le compte rendu est gardé. Donnez-le à relire aux personnes qui y étaient."))
        return redirect(written)
    crumbs = [(cohort.name, cohort.get_absolute_url()), (session.title, session.get_absolute_url())]
    return edit_page(request, form, title=_("Que garder, sans nommer personne ?"), verb=_("Garder ce compte rendu"),
                     back=session.get_absolute_url(), crumbs=crumbs,
                     lede=_("Il tient lieu de film : les personnes présentes le relisent, puis la cohorte le lit."))  # fmt: skip


@require_POST
@guarded(may.edit_session, **PLACE)
def propose_minutes(request, cohort, session):
    found = Minutes.objects.filter(session=session).first()
    if found is None:
        raise Http404
    form = forms.ProposeMinutesForm(request.POST)
    if form.send(actions.propose_minutes, minutes=found, by=request.user):
        messages.success(request, _("Les personnes qui y étaient sont prévenues."))
        return redirect(found)
    return draw_minutes(request, found, forms.AddRemarkForm(), form)


@require_POST
@guarded(may.edit_session, **PLACE)
def publish_minutes(request, cohort, session):
    found = Minutes.objects.filter(session=session).first()
    if found is None:
        raise Http404
    attempt(request, actions.publish_minutes, minutes=found, done=_("La cohorte peut lire ce compte rendu."))
    return redirect(found)


@require_POST
@guarded(may.ask_change, **READ)
def remark(request, cohort, session, minutes):
    form = forms.AddRemarkForm(request.POST)
    if form.send(actions.ask_change, minutes=minutes, by=request.user):
        messages.success(request, _("Votre demande est transmise à qui écrit le compte rendu."))
        return redirect(minutes)
    return draw_minutes(request, minutes, form, forms.ProposeMinutesForm())


@require_http_methods(EDIT)
@guarded(may.settle_remark, **PLACE, remark=Remark)
def settle(request, cohort, session, remark):
    if remark.minutes.session_id != session.pk:
        raise Http404
    form = forms.AnswerForm(request.POST or None, initial={"answer": remark.answer})
    back = remark.minutes.get_absolute_url()
    if request.method == "POST" and form.send(actions.settle_remark, remark=remark, by=request.user):
        messages.success(request, _("La réponse est gardée."))
        return redirect(back)
    crumbs = [(session.title, session.get_absolute_url()), (_("Compte rendu"), back)]
    return edit_page(request, form, title=_("Qu’en avez-vous fait ?"), lede=remark.text, verb=_("Garder cette réponse"),
                     back=back, crumbs=crumbs)  # fmt: skip
