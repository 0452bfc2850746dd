"""The list of interviews, and the room where one listens and writes."""

from dataclasses import asdict
from types import SimpleNamespace

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.diagnostics import withdrawals
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.diagnostics.permissions import read_words
from fabrique.accompaniment.diagnostics.rooms import context_of
from fabrique.accompaniment.interviews import actions, board, contacts, forms
from fabrique.accompaniment.interviews import permissions as may
from fabrique.accompaniment.interviews.anchoring import marks
from fabrique.accompaniment.interviews.bringing import text_of_file
from fabrique.accompaniment.interviews.models import Interview
from fabrique.accompaniment.interviews.opening import number_of, open_interview, space_of
from fabrique.accompaniment.interviews.sealed import text_of
from fabrique.core.http import edit_page, guarded, render_page
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.keyring.http import confidential
from fabrique.ground.keyring.memory import in_memory

EDIT = ["GET", "POST"]
ONE = {"diagnostic": Diagnostic, "interview": Interview}
HOME = "interviews:home"


def address(name, diagnostic, *things):
    return reverse(f"interviews:{name}", args=[diagnostic.code, *(thing.code for thing in things)])


def edit(request, diagnostic, form, *, back, **more):
    crumbs = [
        (_("Diagnostic : %(name)s") % {"name": diagnostic.participation.territory.name}, diagnostic.get_absolute_url()),
        (_("Entretiens"), address("home", diagnostic)),
    ]  # fmt: skip
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


@require_safe
@guarded(read_words, diagnostic=Diagnostic)
@confidential
def home(request, diagnostic, vault):
    space = space_of(request, vault, diagnostic)
    context = context_of(
        request, diagnostic, HOME, listens=may.listen.allows(request.user, diagnostic),
        reason=may.listen.reason(request.user, diagnostic), withdrawn=bool(withdrawals.pending(diagnostic)),
        **board.home(space, diagnostic, request.user),
    )  # fmt: skip
    return render_page(request, "interviews/home.html", context)


@require_http_methods(EDIT)
@guarded(may.listen, diagnostic=Diagnostic)
@confidential
def begin(request, diagnostic, vault):
    space = space_of(request, vault, diagnostic)
    people = contacts.to_meet(diagnostic)
    form = forms.BeginForm(
        request.POST or None, diagnostic=diagnostic, people=contacts.choices(people), names=contacts.names(people)
    )
    if request.method == "POST" and form.is_valid():
        facts = contacts.first_facts(people.get(form.cleaned_data.get("contact")), form.cleaned_data)
        return redirect(actions.begin(diagnostic=diagnostic, space=space, facts=facts, by=request.user))
    return edit(request, diagnostic, form, title=_("Qui écoutez-vous ?"), verb=_("Commencer à écouter"), back=address("home", diagnostic),
                lede=_("Rien de tout cela n’est obligatoire pour commencer : la fiche se complète après, à tête reposée."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.write_notes, **ONE)
@confidential
def room(request, diagnostic, interview, vault):
    """Written in while listening; without JavaScript, a form and its button."""
    space = space_of(request, vault, diagnostic)
    open_one = open_interview(space, interview)
    shown = SimpleNamespace(text=open_one.text, version=open_one.version)
    form = forms.NotesForm(request.POST or None, instance=shown)
    facts = {"interview": interview, "item": open_one.item, "by": request.user}
    if request.method == "POST" and form.send(actions.save_notes, **facts):
        messages.success(request, _("C’est enregistré, chiffré."))
        return redirect(interview)
    grid = diagnostic.grid.questions.all() if diagnostic.grid else []
    context = context_of(
        request, diagnostic, HOME, interview=interview, number=number_of(interview), form=form, facts=open_one.facts,
        questions=grid, marks=marks(open_one.text), longest=actions.LONGEST,
    )  # fmt: skip
    return render_page(request, "interviews/room.html", context)


@require_POST
@guarded(may.write_notes, **ONE)
@confidential
def save(request, diagnostic, interview, vault):
    """What the page sends by itself: answered in JSON, with the words stored meanwhile when there are others."""
    form = forms.NotesForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"refused": " ".join(e for errors in form.errors.values() for e in errors)}, status=400)
    item = space_of(request, vault, diagnostic).item(interview.code)
    words = form.cleaned_data
    try:
        notes = actions.save_notes(
            interview=interview, item=item, text=words["text"], seen=words["version"], by=request.user
        )
    except Conflict as conflict:
        return JsonResponse({"version": conflict.stored.version, "text": text_of(item, conflict.stored)}, status=409)
    except Denied as refusal:
        return JsonResponse({"refused": str(refusal)}, status=400)
    return JsonResponse({"version": notes.version, "at": timezone.localtime().strftime("%H:%M")})


@require_http_methods(EDIT)
@guarded(may.write_notes, **ONE)
@confidential
def facts(request, diagnostic, interview, vault):
    open_one = open_interview(space_of(request, vault, diagnostic), interview)
    shown = SimpleNamespace(**asdict(open_one.facts), version=interview.version)
    people = contacts.met(diagnostic)
    form = forms.InterviewFactsForm(
        request.POST or None, instance=shown, diagnostic=diagnostic, people=contacts.choices(people), names=contacts.names(people)
    )  # fmt: skip
    done = {"interview": interview, "item": open_one.item, "by": request.user}
    if request.method == "POST" and form.send(actions.describe, **done):
        messages.success(request, _("La fiche est enregistrée, chiffrée."))
        return redirect(address("home", diagnostic))
    return edit(request, diagnostic, form, title=_("Entretien %(n)s : qui, quand, comment ?") % {"n": number_of(interview)},
                verb=_("Enregistrer"), back=address("room", diagnostic, interview),
                lede=_("Cette fiche est chiffrée avec les notes. Elle sert à compter les voix, jamais à les nommer."))  # fmt: skip


@in_memory
@require_http_methods(EDIT)
@guarded(may.write_notes, **ONE)
@confidential
def bring(request, diagnostic, interview, vault):
    open_one = open_interview(space_of(request, vault, diagnostic), interview)
    form = forms.ImportForm(request.POST or None, request.FILES or None, initial={"version": open_one.version})

    def read_and_bring(*, file, **words):
        return actions.bring(text=text_of_file(file), **words)

    known = {"interview": interview, "item": open_one.item, "by": request.user}
    if request.method == "POST" and form.send(read_and_bring, **known):
        messages.success(request, _("Le texte est dans les notes, chiffré. Vous pouvez détruire le fichier d’origine."))
        return redirect(interview)
    return edit(request, diagnostic, form, title=_("Quelles notes apportez-vous ?"), verb=_("Ajouter aux notes"), back=address("room", diagnostic, interview),
                lede=_("Le texte s’ajoute à la suite des notes de cet entretien. Ce que votre ordinateur garde de ce fichier n’est pas protégé par le coffre."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.erase, **ONE)
@confidential
def erase(request, diagnostic, interview, vault):
    """Also of what does not open any more: no key is needed to destroy one."""
    space_of(request, vault, diagnostic)
    form = forms.EraseForm(request.POST or None)
    number = number_of(interview)
    if request.method == "POST" and form.is_valid():
        actions.erase(interview=interview, by=request.user)
        messages.success(request, _("L’entretien %(n)s est effacé : sa clé est détruite.") % {"n": number})
        return redirect(address("home", diagnostic))
    return edit(request, diagnostic, form, title=_("Effacer l’entretien %(n)s ?") % {"n": number}, verb=_("Effacer pour toujours"),
                back=address("home", diagnostic),
                lede=_("Sa clé est détruite : notes, fiche et passages codés deviennent illisibles, ici et dans toutes les sauvegardes de la base. Personne ne pourra revenir en arrière."))  # fmt: skip
