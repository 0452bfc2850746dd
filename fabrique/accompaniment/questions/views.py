"""Questions between peers, and the shelf of sheets. No word of a question stands in the title of its page."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.questions import actions, forms, rules_text, shelf
from fabrique.accompaniment.questions import permissions as may
from fabrique.accompaniment.questions.enums import Says
from fabrique.accompaniment.questions.models import Agreement, Answer, Question, Sheet, categories_of
from fabrique.core.http import attempt, edit_page, guarded, paged, render_page
from fabrique.core.permissions import signed_in
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.enums import Category

EDIT = ["GET", "POST"]
PAGE = 20


def names_of(rows) -> dict[str, str]:
    """Those who signed, by code."""
    codes = {row.author.strip() for row in rows if row.signed}
    return {person.code: str(person) for person in Person.objects.filter(code__in=codes)} if codes else {}


def all_invented(questions) -> bool:
    """Whether the page shows something, and nothing that happened."""
    found = [one.fictional for one in questions]
    return bool(found) and all(found)


def told(rows, person) -> list[dict]:
    names = names_of(rows)
    return [
        {"it": row, "name": names.get(row.author.strip(), "") if row.signed else "", "mine": row.is_by(person)}
        for row in rows
    ]


def edit(request, form, *, back=None, **more):
    crumbs = [(_("Mes pairs"), reverse("peers:mine")), (_("Questions entre pairs"), reverse("questions:board"))]
    return edit_page(request, form, back=back or reverse("questions:board"), crumbs=crumbs, **more)


@require_safe
@guarded(signed_in)
def board(request):
    """The questions of one's category, and the agreements one is asked for."""
    person = request.user
    pages = paged(request, Question.objects.visible_to(person).waiting_first(), PAGE)
    agreements = Agreement.objects.visible_to(person).select_related("sheet__question", "answer")
    shown = [*pages["page"].object_list, *(one.sheet.question for one in agreements)]
    context = {
        "rows": told(pages["page"].object_list, person), "categories": [one for one in Category if one in categories_of(person)],
        "agreements": agreements, "fictional": all_invented(shown), "closed": may.take_part.reason(person), "rules": rules_text.rules(),
    }  # fmt: skip
    return render_page(request, "questions/board.html", context | pages)


@require_http_methods(EDIT)
@guarded(may.take_part)
def ask(request):
    form = forms.AskForm(request.POST or None, categories=categories_of(request.user))
    if request.method == "POST" and (made := form.send(actions.ask, by=request.user)):
        messages.success(request, _("C’est demandé. Les personnes de votre catégorie peuvent répondre."))
        return redirect(made)
    lede = _("Lue par les personnes de votre catégorie, dans tous les territoires ; par personne d’autre.")
    return edit(request, form, title=_("Poser une question à vos pairs"), verb=_("Demander"), lede=lede)


@require_http_methods(EDIT)
@guarded(may.read, question=Question)
def question(request, question):
    person = request.user
    form = forms.AnswerForm(request.POST or None)
    if request.method == "POST" and form.send(actions.answer, question=question, by=person):
        messages.success(request, _("Votre réponse est là. La personne qui demande en reçoit un mot."))
        return redirect(question)
    sheet = Sheet.objects.with_words().filter(question=question).first()
    context = {
        "question": told([question], person)[0], "fictional": question.fictional, "rows": told(question.answers.all(), person), "rules": rules_text.rules(),
        "form": form if may.answer.allows(person, question) else None, "keeps": may.keep_question.allows(person, question),
        "sheet": sheet, "publishes": bool(sheet) and may.publish.allows(person, sheet),
        "waits_for": may.publish.reason(person, sheet) if sheet else "",
        "asked": [one for one in sheet.agreements.all() if one.says == Says.ASKED] if sheet else [],
    }  # fmt: skip
    return render_page(request, "questions/question.html", context)


@require_POST
@guarded(may.keep_question, question=Question)
def remove_question(request, question):
    attempt(request, actions.remove_question, question=question, done=_("Votre question est reprise, avec ses réponses."))  # fmt: skip
    return redirect("questions:board")


@require_POST
@guarded(may.say_helped, question=Question, answer=Answer)
def say_helped(request, question, answer):
    helped = request.POST.get("helped") == "yes"
    attempt(request, actions.say_helped, answer=answer, helped=helped, done=_("C’est noté."))
    return redirect(question)


@require_POST
@guarded(may.keep_answer, question=Question, answer=Answer)
def remove_answer(request, question, answer):
    attempt(request, actions.remove_answer, answer=answer, done=_("Votre réponse est reprise : il n’en reste aucun mot."))  # fmt: skip
    return redirect(question)


@require_http_methods(EDIT)
@guarded(may.keep_question, question=Question)
def close(request, question):
    form = forms.CloseForm(request.POST or None, instance=question)
    if request.method == "POST" and form.send(actions.close, question=question, by=request.user):
        messages.success(request, _("La question est close. Vous pouvez en faire une fiche, avec l’accord de chacun·e."))  # fmt: skip
        return redirect(question)
    return edit(request, form, title=_("Que gardez-vous de ces réponses ?"), verb=_("Clore la question"), back=question.get_absolute_url())  # fmt: skip


@require_POST
@guarded(may.keep_question, question=Question)
def reopen(request, question):
    attempt(request, actions.reopen, question=question, done=_("La question est de nouveau ouverte."))
    return redirect(question)


@require_http_methods(EDIT)
@guarded(may.keep_question, question=Question)
def prepare_sheet(request, question):
    """Guarded by whose question it is: what only its author can be refused is said on the page, and in no journal."""
    form = forms.SheetForm(request.POST or None, question=question)
    if request.method == "POST" and form.send(actions.prepare_sheet, question=question, by=request.user):
        messages.success(request, _("Chaque personne reçoit un mot, et décide pour ses mots."))
        return redirect(question)
    return edit(request, form, title=_("Faire une fiche réponse"), verb=_("Demander les accords"), back=question.get_absolute_url(),
                lede=_("Lue dans toute l’alliance, sans aucun nom : votre question, ce que vous en gardez, et les réponses choisies."))  # fmt: skip


@require_POST
@guarded(may.keep_sheet, question=Question, sheet=Sheet)
def publish(request, question, sheet):
    """As `prepare_sheet`."""
    attempt(request, actions.publish_sheet, sheet=sheet, done=_("La fiche est sur l’étagère."))
    return redirect(sheet)


@require_POST
@guarded(may.keep_sheet, sheet=Sheet)
def withdraw(request, sheet):
    attempt(request, actions.withdraw_sheet, sheet=sheet, done=_("La fiche n’est plus lue par personne."))
    return redirect("questions:sheets")


@require_http_methods(EDIT)
@guarded(may.agree, agreement=Agreement)
def agreement(request, agreement):
    """One's own words as they would stand, and yes or no."""
    if request.method == "POST":
        done = _("C’est noté. Vous pouvez changer d’avis quand vous voulez.")
        attempt(request, actions.say_agreement, agreement=agreement, says=request.POST.get("says", ""), done=done)
        return redirect("questions:board")
    context = {"agreement": agreement, "sheet": agreement.sheet, "fictional": agreement.sheet.question.fictional}
    return render_page(request, "questions/agreement.html", context)


@require_safe
@guarded(may.read_sheets)
def sheets(request):
    form = forms.ShelfForm(request.GET or None)
    sought = form.cleaned_data if form.is_valid() else {}
    found = shelf.sheets(request.user, sought.get("q", ""), sought.get("categorie", ""))
    invented = all_invented(sheet.question for sheet in found)
    context = {"form": form, "sheets": found, "sought": any(sought.values()), "fictional": invented}
    return render_page(request, "questions/sheets.html", context)


@require_safe
@guarded(may.read_sheet, sheet=Sheet)
def sheet(request, sheet):
    mine = [one for one in sheet.agreements.select_related("answer") if one.is_by(request.user)]
    context = {
        "sheet": sheet, "mine": mine, "keeps": may.keep_sheet.allows(request.user, sheet),
        "fictional": sheet.question.fictional,
    }  # fmt: skip
    return render_page(request, "questions/sheet.html", context)
