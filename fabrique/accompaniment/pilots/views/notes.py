"""The three notes: read, written together, submitted, commented, compared, opened."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.pilots import actions, forms, papers
from fabrique.accompaniment.pilots import permissions as may
from fabrique.accompaniment.pilots.comparing import compare as compared
from fabrique.accompaniment.pilots.enums import GIVEN, NOTE, NoteState
from fabrique.accompaniment.pilots.models import Comment, Note
from fabrique.accompaniment.pilots.questions import missing, questions
from fabrique.accompaniment.pilots.questions import said as answer
from fabrique.accompaniment.pilots.recommendations import given_back
from fabrique.accompaniment.pilots.views.frame import EDIT, IN_PROJECT, context_of, edit_inside, said
from fabrique.core.documents import formats
from fabrique.core.exports import document_response
from fabrique.core.http import attempt, guarded, render_page
from fabrique.core.permissions import anyone

OF_NOTE = IN_PROJECT | {"note": Note}


@require_POST
@guarded(may.keep_project, **IN_PROJECT)
def begin_note(request, cohort, participation, project, kind):
    note = actions.begin_note(project=project, kind=kind, by=request.user)
    return redirect(project.address("write-note", note.code))


def versions_of(person, note) -> list[Note]:
    found = Note.objects.visible_to(person).filter(project=note.project, kind=note.kind).order_by("-number")
    return list(found.defer("words", "advice"))


def draw(request, note, form=None):
    """The note and, for those who work on it, what is said of it."""
    person, project = request.user, note.project
    participation = project.participation
    inside = may.read_project.allows(person, project)
    comments = list(Comment.objects.visible_to(person).filter(note=note).select_related("said_by"))
    versions = versions_of(person, note)
    answers = [
        (one, answer(note, one.key), [each for each in comments if each.section == one.key])
        for one in questions(note.kind)
    ]
    writes, submits = may.write_note.allows(person, note), may.submit_note.allows(person, note)
    comments_it = may.comment_note.allows(person, note)
    context = context_of(
        participation.cohort, participation, project, "project", note=note, inside=inside, answers=answers, versions=versions,
        before=next((one for one in versions if one.number < note.number and one.state != NoteState.DRAFT), None),
        general=[each for each in comments if not each.section],
        restituted=given_back(participation, person) if inside else None,
        writes=writes, submits=submits and note.state == NoteState.DRAFT,
        lacking=missing(note) if writes else [],
        rewrites=may.rewrite_note.allows(person, note),
        accepts=may.accept_note.allows(person, note) and not NOTE.reason(note, "accept"),
        opens=may.open_note.allows(person, note) and note.state in GIVEN,
        form=form or (forms.CommentForm(note=note) if comments_it else None),
        formats=list(formats.FORMATS),
    )  # fmt: skip
    return render_page(request, "pilots/note.html", context)


@require_safe
@guarded(anyone, **OF_NOTE)
def note(request, cohort, participation, project, note):
    return draw(request, note)


@require_safe
@guarded(anyone, **OF_NOTE)
def note_file(request, cohort, participation, project, note, *, format_name):
    return document_response(f"{note.kind}-{note.code}", lambda: papers.build(note, get_language()), format_name)


@require_http_methods(EDIT)
@guarded(may.write_note, **OF_NOTE)
def write(request, cohort, participation, project, note):
    form = forms.NoteForm(request.POST or None, instance=note)
    if request.method == "POST" and form.send(actions.write_note, note=note, by=request.user):
        return said(request, _("Le brouillon est enregistré."), note)
    title = _("%(note)s, version %(n)d") % {"note": note.get_kind_display().capitalize(), "n": note.number}
    return edit_inside(request, cohort, participation, project, form, title=title, verb=_("Enregistrer le brouillon"),
                       lede=_("Répondez à ce que vous savez. Le reste attend : rien n’est obligatoire avant de remettre la note."))  # fmt: skip


@require_POST
@guarded(may.submit_note, **OF_NOTE)
def submit(request, cohort, participation, project, note):
    attempt(
        request,
        actions.submit_note,
        note=note,
        done=_("La note est remise. Celles et ceux qui vous accompagnent le savent."),
    )
    return redirect(note)


@require_POST
@guarded(may.comment_note, **OF_NOTE)
def comment(request, cohort, participation, project, note):
    form = forms.CommentForm(request.POST, note=note)
    if form.send(actions.comment_note, note=note, by=request.user):
        return said(request, _("Votre commentaire est là, sous la note."), note)
    return draw(request, note, form)


@require_POST
@guarded(may.accept_note, **OF_NOTE)
def accept(request, cohort, participation, project, note):
    attempt(request, actions.accept_note, note=note, done=_("La note est acceptée."))
    return redirect(note)


@require_POST
@guarded(may.rewrite_note, **OF_NOTE)
def rewrite(request, cohort, participation, project, note):
    new = actions.rewrite_note(note=note, by=request.user)
    messages.success(request, _("Une nouvelle version est commencée. Celle qui est remise tient jusqu’à la suivante."))
    return redirect(project.address("write-note", new.code))


@require_POST
@guarded(may.open_note, **OF_NOTE)
def decide_open(request, cohort, participation, project, note):
    if request.POST.get("move") == "open":
        attempt(request, actions.open_note, note=note, done=_("Tout le monde peut maintenant lire cette note."))
    else:
        attempt(request, actions.close_note, note=note, done=_("Cette note n’est plus publique."))
    return redirect(note)


@require_safe
@guarded(may.read_part, **OF_NOTE)
def compare(request, cohort, participation, project, note):
    """With the version before it, side by side."""
    found = Note.objects.visible_to(request.user).filter(project=project, kind=note.kind, number__lt=note.number)
    before = found.order_by("-number").first()
    changes = compared(before, note) if before else None
    context = context_of(cohort, participation, project, "project", note=note, before=before, changes=changes)
    return render_page(request, "pilots/compare.html", context)


@require_http_methods(EDIT)
@guarded(may.waive_note, **IN_PROJECT)
def waive(request, cohort, participation, project):
    form = forms.WaiverForm(request.POST or None)
    if request.method == "POST" and form.send(actions.waive_note, project=project, by=request.user):
        return said(request, _("La dérogation est écrite, avec sa raison et sa date."), project)
    return edit_inside(request, cohort, participation, project, form, title=_("Se passer d’une note"), verb=_("Écrire la dérogation"),
                       lede=_("Un micro-projet peut aller plus vite. La note de faisabilité reste : c’est elle qui dit la suite."))  # fmt: skip
