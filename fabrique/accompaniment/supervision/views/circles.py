"""Circles, those who are of them, and their dates."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.supervision import actions, forms
from fabrique.accompaniment.supervision import permissions as may
from fabrique.accompaniment.supervision.enums import CaseState, MemberState
from fabrique.accompaniment.supervision.models import Circle, Lesson, Member
from fabrique.core.http import attempt, edit_page, guarded, render_page

EDIT = ["GET", "POST"]


def crumbs_of(circle, *more):
    return [(_("Supervision"), reverse("supervision:home")), (circle.name, circle.get_absolute_url()), *more]


@require_safe
@guarded(may.find_circles)
def home(request):
    person = request.user
    circles = Circle.objects.visible_to(person).select_related("animator")
    mine = {member.circle_id: member for member in Member.objects.filter(person=person)}
    entered = set(Circle.objects.entered_by(person).values_list("pk", flat=True))
    rows = [
        (circle, circle.pk in entered, mine.get(circle.pk), may.volunteer.allows(person, circle)) for circle in circles
    ]
    return render_page(request, "supervision/home.html", {"rows": rows, "opens": may.open_circle.allows(person)})


@require_http_methods(EDIT)
@guarded(may.open_circle)
def open_circle(request):
    form = forms.OpenCircleForm(request.POST or None)
    if request.method == "POST" and (made := form.send(actions.open_circle, by=request.user)):
        messages.success(request, _("Le cercle est ouvert. Vous l’animez."))
        return redirect(made)
    return edit_page(request, form, title=_("Ouvrir un cercle de supervision"), verb=_("Ouvrir ce cercle"), back=reverse("supervision:home"),
                     lede=_("Vous l’animerez, et lirez ce qui s’y dit. Les autres personnes de l’association ne le lisent pas."),
                     crumbs=[(_("Supervision"), reverse("supervision:home"))])  # fmt: skip


@require_safe
@guarded(may.enter, circle=Circle)
def circle(request, circle):
    person = request.user
    animates = may.animate_circle.allows(person, circle)
    members = circle.members.select_related("person")
    context = {
        "circle": circle, "animates": animates, "speaks": may.speak.allows(person, circle), "leaves": may.leave.allows(person, circle),
        "cases": circle.cases.exclude(state=CaseState.WITHDRAWN).select_related("author", "circle"),
        "members": [member for member in members if member.state == MemberState.IN],
        "asking": [member for member in members if member.state == MemberState.ASKED] if animates else [],
        "meetings": circle.meetings.select_related("event").prefetch_related("cases"),
        "lessons": Lesson.objects.filter(circle=circle).select_related("author", "circle"),
    }  # fmt: skip
    return render_page(request, "supervision/circle.html", context)


@require_http_methods(EDIT)
@guarded(may.animate_circle, circle=Circle)
def edit_circle(request, circle):
    form = forms.CircleForm(request.POST or None, instance=circle)
    if request.method == "POST" and form.send(actions.edit_circle, circle=circle, by=request.user):
        messages.success(request, _("Le cercle est à jour."))
        return redirect(circle)
    return edit_page(request, form, title=_("Modifier ce cercle"), verb=_("Enregistrer le cercle"), back=circle.get_absolute_url(),
                     crumbs=crumbs_of(circle))  # fmt: skip


@require_POST
@guarded(may.volunteer, circle=Circle)
def volunteer(request, circle):
    actions.volunteer(circle=circle, by=request.user)
    messages.success(request, _("C’est dit. La personne qui anime le cercle vous répond."))
    return redirect("supervision:home")


@require_POST
@guarded(may.leave, circle=Circle)
def leave(request, circle):
    attempt(request, actions.leave, circle=circle, done=_("Vous avez quitté ce cercle. Vous n’y lisez plus rien."))
    return redirect("supervision:home")


@require_POST
@guarded(may.settle_member, circle=Circle, member=Member)
def settle_member(request, circle, member):
    attempt(request, actions.settle_member, member=member, name=request.POST.get("move", ""), done=_("C’est noté."))
    return redirect(circle)


@require_http_methods(EDIT)
@guarded(may.animate_circle, circle=Circle)
def set_meeting(request, circle):
    form = forms.MeetingForm(request.POST or None, circle=circle)
    if request.method == "POST" and form.send(actions.set_meeting, circle=circle, by=request.user):
        messages.success(request, _("La séance est posée."))
        return redirect(circle)
    return edit_page(request, form, title=_("Quand le cercle se retrouve-t-il ?"), verb=_("Poser cette séance"), back=circle.get_absolute_url(),
                     crumbs=crumbs_of(circle), lede=_("La date est connue du cercle et de l’équipe de l’association ; son titre ne dit rien de ce qu’on y partage."))  # fmt: skip
