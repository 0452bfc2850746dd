"""Grids: written, agreed, replaced by a next version; what was agreed is never rewritten (R347)."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.models import Grid, Question
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.models import Person

MOST = 80  # questions: a grid is held in the hand


def held(grid: Grid) -> Grid:
    return Grid.objects.select_for_update().get(pk=grid.pk)


@transaction.atomic
def begin_grid(*, title: str, by: Person, introduction: str = "") -> Grid:
    may.write_grids(by)
    if Grid.objects.filter(title=title).exists():
        raise Denied(_("Une trame porte déjà ce titre. Écrivez-en une nouvelle version, ou changez le titre."))
    grid = Grid.objects.create(title=title, introduction=introduction)
    audit.record(by, "grid-begun", grid)
    return grid


@transaction.atomic
def edit_grid(*, grid: Grid, introduction: str, seen: int, by: Person) -> Grid:
    may.write_grid(by, held(grid))
    grid.save_values({"introduction": introduction}, seen=seen)
    audit.record(by, "grid-edited", grid)
    return grid


@transaction.atomic
def add_question(*, grid: Grid, section: str, text: str, by: Person, help: str = "") -> Question:  # noqa: A002  the field's name
    may.write_grid(by, held(grid))
    rows = grid.questions.aggregate(last=Max("order"))
    if grid.questions.count() >= MOST:
        raise Denied(_("Une trame se tient dans la main : %(most)d questions au plus.") % {"most": MOST})
    question = Question.objects.create(grid=grid, section=section, text=text, help=help, order=(rows["last"] or 0) + 1)
    audit.record(by, "grid-edited", grid, question=question.code)
    return question


@transaction.atomic
def edit_question(*, question: Question, section: str, text: str, help: str, seen: int, by: Person) -> Question:  # noqa: A002  the field's name
    may.write_grid(by, held(question.grid))
    question.save_values({"section": section, "text": text, "help": help}, seen=seen)
    audit.record(by, "grid-edited", question.grid, question=question.code)
    return question


@transaction.atomic
def remove_question(*, question: Question, by: Person) -> None:
    may.write_grid(by, held(question.grid))
    audit.record(by, "grid-edited", question.grid, removed=question.code)
    question.delete()


@transaction.atomic
def agree_on_grid(*, grid: Grid, by: Person) -> Grid:
    """From now on it stays as it is; the version before it, if any, is replaced."""
    stored = held(grid)
    may.write_grid(by, stored)
    if not stored.questions.exists():
        raise Denied(_("Cette trame n’a pas encore de question."))
    now = timezone.now()
    Grid.objects.agreed().filter(title=stored.title).update(retired_at=now)
    stored.save_values({"agreed_at": now, "agreed_by": by}, seen=grid.version)
    audit.record(by, "grid-agreed", stored, number=stored.number)
    return stored


@transaction.atomic
def renew_grid(*, grid: Grid, by: Person) -> Grid:
    """The next version, a draft that begins with the same questions."""
    may.write_grids(by)
    held(grid)
    last = Grid.objects.filter(title=grid.title).latest("number")
    if last.agreed_at is None:
        raise Conflict(last)
    new = Grid.objects.create(title=grid.title, number=last.number + 1, introduction=grid.introduction)
    Question.objects.bulk_create([
        Question(grid=new, order=one.order, section=one.section, text=one.text, help=one.help)
        for one in grid.questions.all()
    ])  # fmt: skip
    audit.record(by, "grid-begun", new, number=new.number)
    return new
