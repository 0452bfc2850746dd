"""What a circle learned: kept inside, proposed, let go in two steps; and the page where it is read."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.supervision import actions, forms
from fabrique.accompaniment.supervision import permissions as may
from fabrique.accompaniment.supervision.models import Circle, Lesson
from fabrique.accompaniment.supervision.views.circles import EDIT, crumbs_of
from fabrique.core.http import attempt, edit_page, guarded, render_page
from fabrique.core.permissions import anyone

PLACE = {"circle": Circle, "lesson": Lesson}


@require_safe
@guarded(anyone)
def lessons(request):
    rows = Lesson.objects.shared_with(request.user)
    context = {"rows": rows, "finds": may.find_circles.allows(request.user)}
    return render_page(request, "supervision/lessons.html", context)


@require_http_methods(EDIT)
@guarded(may.answer_for_place, lesson=Lesson)
def asked(request, lesson):
    """The territory reads the text, and answers; nothing else of the circle is here, not even who wrote it."""
    if request.method == "POST":
        agrees = request.POST.get("agrees") == "yes"
        done = (
            _("Merci. Votre territoire est d’accord.") if agrees else _("C’est noté : ce texte reste dans le cercle.")
        )
        attempt(request, actions.answer_for_place, lesson=lesson, agrees=agrees, done=done)
        return redirect("supervision:asked", lesson.code) if agrees else redirect("home:home")
    word = lesson.words.filter(edition=lesson.edition).last()
    return render_page(request, "supervision/asked.html", {"lesson": lesson, "word": word})


@require_http_methods(EDIT)
@guarded(may.speak, circle=Circle)
def write_lesson(request, circle):
    form = forms.WriteLessonForm(request.POST or None)
    if request.method == "POST" and (made := form.send(actions.write_lesson, circle=circle, by=request.user)):
        messages.success(request, _("C’est écrit, entre vous pour l’instant."))
        return redirect(made)
    return edit_page(request, form, title=_("Qu’avez-vous appris ensemble ?"), verb=_("Garder cet enseignement"),
                     back=circle.get_absolute_url(), crumbs=crumbs_of(circle))  # fmt: skip


@require_safe
@guarded(may.read_lesson, **PLACE)
def lesson(request, circle, lesson):
    person = request.user
    said = lesson.judgements.filter(edition=lesson.edition).select_related("judged_by")
    waiting = actions.missing(lesson) if lesson.state == "offered" else ""
    context = {
        "circle": circle, "lesson": lesson, "keeps": may.keep_lesson.allows(person, lesson), "judges": may.judge.allows(person, lesson),
        "judgements": said, "word": lesson.words.filter(edition=lesson.edition).last() if lesson.place_id else None,
        "releases": lesson.state == "offered" and may.release.allows(person, lesson), "waiting": waiting,
    }  # fmt: skip
    return render_page(request, "supervision/lesson.html", context)


def edit(request, lesson, form, **more):
    return edit_page(request, form, back=lesson.get_absolute_url(), crumbs=crumbs_of(lesson.circle), **more)


@require_http_methods(EDIT)
@guarded(may.keep_lesson, **PLACE)
def edit_lesson(request, circle, lesson):
    form = forms.LessonForm(request.POST or None, instance=lesson)
    if request.method == "POST" and form.send(actions.edit_lesson, lesson=lesson, by=request.user):
        messages.success(request, _("C’est récrit : les accords d’avant ne valent plus pour ce texte."))
        return redirect(lesson)
    return edit(request, lesson, form, title=_("Récrire cet enseignement"), verb=_("Enregistrer"))


@require_http_methods(EDIT)
@guarded(may.keep_lesson, **PLACE)
def offer(request, circle, lesson):
    form = forms.OfferForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.send(actions.offer, lesson=lesson, by=request.user):
        messages.success(request, _("C’est proposé. Rien ne sort du cercle avant la seconde étape."))
        return redirect(lesson)
    return edit(request, lesson, form, title=_("Cet enseignement peut-il servir à d’autres ?"), verb=_("Proposer de le partager"),
                lede=_("Deux étapes : votre accord, puis celui du territoire ou le regard de deux autres membres."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.judge, **PLACE)
def judge(request, circle, lesson):
    form = forms.JudgeForm(request.POST or None)
    if request.method == "POST" and form.send(actions.judge, lesson=lesson, by=request.user):
        messages.success(request, _("Merci, c’est noté."))
        return redirect(lesson)
    return edit(
        request,
        lesson,
        form,
        title=_("Pourrait-on reconnaître quelqu’un ?"),
        verb=_("Donner mon avis"),
        lede=lesson.text,
    )


@require_POST
@guarded(may.release, **PLACE)
def release(request, circle, lesson):
    attempt(request, actions.release, lesson=lesson, done=_("C’est partagé."))
    return redirect(lesson)


@require_POST
@guarded(may.keep_lesson, **PLACE)
def take_back(request, circle, lesson):
    attempt(request, actions.take_back, lesson=lesson, done=_("Il est de nouveau entre vous."))
    return redirect(lesson)
