"""Asking, expressing, noting a silence; and the lessons of a cohort."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.evaluation import actions, forms
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.enums import ViewpointOf
from fabrique.accompaniment.evaluation.models import Lesson, Viewpoint
from fabrique.accompaniment.evaluation.views.findings import EDIT, PLACE, done, edit
from fabrique.core.http import attempt, edit_page, guarded, make_move, render_page
from fabrique.core.permissions import Denied

ANCHOR = "#points-de-vue"


@require_POST
@guarded(may.ask_viewpoint, **PLACE)
def ask(request, cohort, participation):
    if request.POST.get("of") not in ViewpointOf:
        raise Denied(_("Ce point de vue n’existe pas."))
    make_move(request, actions.ask_viewpoint, participation=participation, of=ViewpointOf(request.POST["of"]))
    return done(request, cohort, participation, _("Le point de vue est demandé."), ANCHOR)


@require_http_methods(EDIT)
@guarded(may.express_viewpoint, **PLACE, viewpoint=Viewpoint)
def express(request, cohort, participation, viewpoint):
    form = forms.ViewpointForm(request.POST or None, instance=viewpoint)
    if request.method == "POST" and form.send(actions.express_viewpoint, viewpoint=viewpoint, by=request.user):
        return done(request, cohort, participation, _("Votre point de vue est enregistré."), ANCHOR)
    return edit(
        request, cohort, participation, form, title=_("Dire votre point de vue"), verb=_("Enregistrer ce point de vue"),
        lede=_("Il paraîtra tel quel. Vous pourrez y revenir ; personne n’écrira à votre place."),
    )  # fmt: skip


@require_POST
@guarded(may.close_viewpoint, **PLACE, viewpoint=Viewpoint)
def give_up(request, cohort, participation, viewpoint):
    make_move(request, actions.give_up_viewpoint, viewpoint=viewpoint)
    return done(request, cohort, participation, _("Le rapport dira « non exprimé à ce jour »."), ANCHOR)


@require_http_methods(EDIT)
@guarded(may.teach, cohort=Cohort)
def lessons(request, cohort):
    form = forms.AddLessonForm(request.POST or None)
    if request.method == "POST" and form.send(actions.add_lesson, cohort=cohort, by=request.user):
        messages.success(request, _("L’enseignement est écrit."))
        return redirect("evaluation:lessons", cohort.code)
    context = board.page(request, cohort, "lessons", form=form, rows=cohort.lessons.all())
    return render_page(request, "evaluation/lessons.html", context, partials=["liste"])


@require_http_methods(EDIT)
@guarded(may.edit_lesson, cohort=Cohort, lesson=Lesson)
def edit_lesson(request, cohort, lesson):
    form = forms.LessonForm(request.POST or None, instance=lesson)
    back = reverse("evaluation:lessons", args=[cohort.code])
    if request.method == "POST" and form.send(actions.edit_lesson, lesson=lesson, by=request.user):
        messages.success(request, _("L’enseignement est à jour."))
        return redirect(back)
    return edit_page(
        request, form, title=_("Modifier un enseignement"), verb=_("Enregistrer"), back=back,
        crumbs=[(cohort.name, cohort.get_absolute_url()), (_("Enseignements"), back)],
        remove=reverse("evaluation:remove-lesson", args=[cohort.code, lesson.code]),
        remove_label=_("Retirer cet enseignement"), remove_says=_("Le journal des actes garde la trace de ce retrait."),
    )  # fmt: skip


@require_POST
@guarded(may.edit_lesson, cohort=Cohort, lesson=Lesson)
def remove_lesson(request, cohort, lesson):
    attempt(request, actions.remove_lesson, lesson=lesson, done=_("L’enseignement est retiré."))
    return redirect("evaluation:lessons", cohort.code)
