"""The evaluator's own documents: begun, written, given, opened by the evaluator and nobody else (R490)."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import LEADS, Cohort
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.enums import PAPER, AnswerKind, AnswerOf, PaperKind, PaperState
from fabrique.accompaniment.evaluation.models import Chapter, DatedVersion, Paper, PaperAnswer
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant


@transaction.atomic
def begin_paper(*, cohort: Cohort, kind: PaperKind, title: str, by: Person, annex_of: Paper | None = None) -> DatedVersion:  # fmt: skip
    """A first version that its writer alone reads."""
    may.write_paper(by, cohort)
    if annex_of is not None and (annex_of.cohort_id != cohort.pk or annex_of.annex_of_id):
        raise Denied(_("Une annexe accompagne un document de la même cohorte, qui n’est pas lui-même une annexe."))
    if Paper.objects.filter(cohort=cohort, title=title).exists():
        raise Denied(_("Un document porte déjà ce titre."))
    paper = Paper.objects.create(cohort=cohort, kind=kind, title=title, annex_of=annex_of)
    dated = DatedVersion.objects.create(paper=paper, number=1, begun_by=by)
    audit.record(by, "paper-begun", dated, cohort=cohort.code, kind=kind)
    return dated


@transaction.atomic
def rewrite_paper(*, dated: DatedVersion, by: Person) -> DatedVersion:
    """Another version, from the words of this one; what was given stays as it was given."""
    may.write_version(by, dated)
    if DatedVersion.objects.filter(paper=dated.paper_id, state=PaperState.DRAFT).exists():
        raise Denied(_("Une version est déjà en écriture."))
    last = DatedVersion.objects.filter(paper=dated.paper_id).aggregate(last=Max("number"))["last"]
    new = DatedVersion.objects.create(paper=dated.paper, number=last + 1, begun_by=by)
    Chapter.objects.bulk_create(
        Chapter(dated=new, order=one.order, title=one.title, text=one.text) for one in dated.chapters.all()
    )
    audit.record(by, "paper-rewritten", new, after=dated.code)
    return new


def in_writing(dated: DatedVersion) -> None:
    if dated.state != PaperState.DRAFT:
        raise Denied(_("Cette version est remise : elle ne change plus. Commencez-en une autre."))


@transaction.atomic
def add_chapter(*, dated: DatedVersion, title: str, by: Person, text: str = "") -> Chapter:
    may.write_version(by, dated)
    in_writing(dated)
    if dated.chapters.filter(title=title).exists():
        raise Denied(_("Un chapitre porte déjà ce titre."))
    last = dated.chapters.aggregate(last=Max("order"))["last"]
    chapter = Chapter.objects.create(dated=dated, title=title, text=text, order=0 if last is None else last + 1)
    audit.record(by, "chapter-added", dated, chapter=chapter.code)
    return chapter


@transaction.atomic
def edit_chapter(*, chapter: Chapter, seen: int, by: Person, **values: Any) -> Chapter:
    may.write_chapter(by, chapter)
    in_writing(chapter.dated)
    if chapter.dated.chapters.filter(title=values.get("title", chapter.title)).exclude(pk=chapter.pk).exists():
        raise Denied(_("Un chapitre porte déjà ce titre."))
    changed = chapter.save_values(values, seen=seen)
    audit.record(by, "chapter-edited", chapter.dated, chapter=chapter.code, fields=", ".join(changed))
    return chapter


@transaction.atomic
def remove_chapter(*, chapter: Chapter, by: Person) -> None:
    may.write_chapter(by, chapter)
    in_writing(chapter.dated)
    chapter.delete()
    audit.record(by, "chapter-removed", chapter.dated, title=chapter.title)


@transaction.atomic
def move_paper(*, dated: DatedVersion, name: str, by: Person) -> DatedVersion:
    """Given, opened, closed: dated acts of its writer. An empty document is not given."""
    may.write_version(by, dated)
    if name not in PAPER.moves:
        raise Denied(_("Ce changement n’existe pas."))
    PAPER.make(dated, name)
    values: dict[str, Any] = {"state": dated.state}
    if name == "issue":
        if not dated.chapters.exclude(text="").exists():
            raise Denied(_("Il n’y a encore rien à lire : écrivez au moins un chapitre."))
        values |= {"issued_at": timezone.now(), "issued_by": by}
    dated.save_values(values, seen=dated.version)
    audit.record(by, "paper-moved", dated, state=dated.state)
    if name == "issue":
        tell_the_cohort(dated, but=by)
    return dated


def tell_the_cohort(dated: DatedVersion, *, but: Person) -> None:
    """Those who lead and the referents: they may comment, or attach a right of reply."""
    cohort = dated.paper.cohort
    scopes = [cohort.scope_id, *cohort.participations.current().values_list("scope", flat=True)]
    grants = RoleGrant.objects.active().filter(scope__in=scopes, role__in=(*LEADS, Role.DELEGATION_REFERENT))
    url = reverse("evaluation:paper", args=[cohort.code, dated.paper.code, dated.code])
    for person in Person.objects.active().filter(pk__in=grants.values("person")).exclude(pk=but.pk).order_by("pk"):
        with override(person.language):
            subject = _("À lire : %(title)s") % {"title": dated.paper.title}
            lines = [_("L’évaluateur vient de remettre une version. Vous pouvez la commenter, ou y joindre un droit de réponse.")]  # fmt: skip
        notify(person, Kind.WRITING, subject, lines, url, scope=cohort.scope, once=f"paper-{dated.code}")


@transaction.atomic
def answer_paper(*, dated: DatedVersion, kind: AnswerKind, text: str, by: Person) -> PaperAnswer:
    """Beside the document, whose words stay the evaluator's. One right of reply each, for one version."""
    may.answer_paper(by, dated)
    if not text.strip():
        raise Denied(_("Écrivez votre réponse."))
    of, signed = may.signature(by, dated.paper.cohort) or (AnswerOf.COHORT, "")  # the rule has just found one
    if kind == AnswerKind.REPLY and dated.answers.filter(kind=kind, signed=signed).exists():
        raise Denied(_("Un droit de réponse est déjà joint en ce nom à cette version."))
    answer = PaperAnswer.objects.create(dated=dated, kind=kind, of=of, signed=signed, text=text.strip(), written_by=by)
    audit.record(by, "paper-answered", dated, kind=kind, of=of)
    return answer
