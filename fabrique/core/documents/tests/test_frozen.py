"""A document put away and taken out again is the same document, whatever is in it."""

import json

import pytest

from fabrique.core.documents import formats, frozen
from fabrique.core.documents.model import Document, Facts, Paragraph, Quote, Section, Table
from fabrique.core.documents.tests.sample import document

EMPTY = Section("", [Table("", ["", "b"], []), Facts([]), Quote("a", ref="passage:x"), Paragraph("")])


@pytest.mark.parametrize(
    "given", [document(), document("en"), document(sections=[EMPTY]), Document("a", "fr", [], sheet=True)]
)
def test_it_comes_back_the_same_from_json(given):
    put_away = json.loads(json.dumps(frozen.freeze(given)))

    assert frozen.document(put_away) == given


@pytest.mark.parametrize("name", formats.FORMATS)
def test_and_gives_the_same_file(name):
    again = frozen.document(json.loads(json.dumps(frozen.freeze(document()))))

    first, second = (formats.render(one, name).data for one in (document(), again))

    assert first == second if name in ("html", "pdf") else len(first) == pytest.approx(len(second), rel=0.01)


@pytest.mark.parametrize("data", [{"is": "Section", "title": "a"}, {"is": "os"}, {}, [], "texte"])
def test_what_is_no_document_of_ours_is_refused(data):
    with pytest.raises(ValueError, match="document"):
        frozen.document(data)


def test_a_part_is_replaced_wherever_it_is_and_counted():
    data = frozen.freeze(
        document(sections=[Section("a", [Quote("b", ref="x")], [Section("c", [Quote("b", ref="x")])])])
    )

    found, count = frozen.replaced(
        data, lambda part: part.get("ref") == "x", frozen.freeze(Paragraph("parti", kind="missing"))
    )

    assert count == 2
    assert [block.text for placed in frozen.document(found).outline() for block in placed.section.blocks] == [
        "parti"
    ] * 2
