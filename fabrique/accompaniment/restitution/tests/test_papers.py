"""What one takes away, in the three papers and four formats: what was signed, whole, and nobody's name (R378, R346; reliability 3)."""

import csv
import html
import io
import json
import re
import zipfile

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.diagnostics.models import Contact
from fabrique.accompaniment.restitution import actions, papers
from fabrique.accompaniment.restitution.drafts import open_desk
from fabrique.accompaniment.restitution.tests.listened import make_room, written
from fabrique.accompaniment.restitution.tests.test_life import presented
from fabrique.core.documents.formats import FORMATS, render
from fabrique.core.documents.model import Document, Entry, Items, Notice, Section

pytestmark = pytest.mark.django_db(databases="__all__")
WRITER = "Zorgabul Ptikann"
GROUPS = ("Points forts", "Points de fragilité", "Points de tension")
ADVICE, LIMITS = "Ce que nous recommandons", "Ce que cette restitution ne peut pas dire"
HEADINGS = {"presentation": (*GROUPS, ADVICE, LIMITS), "page": (*GROUPS, LIMITS), "recommandations": (ADVICE, LIMITS)}
BODY = {"docx": "word/document.xml", "odt": "content.xml"}


@pytest.fixture
def room():
    found = written(make_room(panel=True))
    found.author.name = WRITER
    found.author.save()
    return found


def restituted(room):
    edition = presented(room)
    Contact.objects.update(invited_to_restitution_at=timezone.now())
    actions.restitute(edition=edition, vault=room.vault, held_on=timezone.localdate(), format="room", invited=10, present=8,
                      by=room.author)  # fmt: skip
    edition.refresh_from_db()
    return edition


def words(data: bytes, name: str) -> str:
    if name == "pdf":
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    else:
        text = data.decode() if name == "html" else zipfile.ZipFile(io.BytesIO(data)).read(BODY[name]).decode()
        text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return re.sub(r"\s+", " ", text.replace("\u00ad", ""))


def inside(data: bytes, name: str) -> str:
    """Everything a file holds, metadata and hidden parts included."""
    if name == "pdf":
        read = pypdf.PdfReader(io.BytesIO(data))
        xmp = read.xmp_metadata.stream.get_data().decode() if read.xmp_metadata else ""
        return words(data, name) + repr(read.metadata) + xmp
    if name == "html":
        return data.decode()
    packed = zipfile.ZipFile(io.BytesIO(data))
    return "".join(packed.read(one).decode("utf-8", "replace") for one in packed.namelist())


@pytest.mark.parametrize("paper", list(papers.PAPERS))
def test_every_paper_in_every_format_says_what_was_signed_and_names_nobody(room, paper):
    edition = restituted(room)
    content = json.loads(edition.text)
    met = [contact.name for contact in room.diagnostic.contacts.all()]
    for name in FORMATS:
        data = render(papers.build(edition, paper), name).data
        text, whole = words(data, name), inside(data, name)
        for said in (*HEADINGS[paper], content["limits"], edition.print):
            assert said in text, f"{paper} {name}: {said}"
        if paper != "recommandations":
            assert all(one["text"] in text and one["theme"] in text for one in content["findings"])
        if paper == "presentation":
            assert all(said["text"] in text for one in content["findings"] for said in one["verbatims"])
        if paper != "page":
            assert all(one["text"] in text and one["addressee"] in text for one in content["recommendations"])
        assert "avant la restitution" not in text
        assert [who for who in (WRITER, str(room.supervisor), "canari", *met) if who in whole] == []
    assert len(met) == 10
    assert "canari" in open_desk(room.vault, room.diagnostic).extracts()[0].text


@pytest.mark.parametrize("paper", list(papers.PAPERS))
def test_pdf_is_tagged_says_its_language_and_the_page_is_one_page(room, paper):
    read = pypdf.PdfReader(io.BytesIO(render(papers.build(restituted(room), paper), "pdf").data))
    root = read.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"][:2]) == (True, "fr")
    assert "/StructTreeRoot" in root
    if paper == "page":
        assert len(read.pages) == 1


def test_nine_findings_of_twenty_four_words_hold_on_the_one_page():
    said = " ".join(["Beaucoup de décisions arrivent sans explication"] * 4)
    parts = [Section(str(group), [Items([Entry("Le temps de se parler", said)] * 3)]) for group in GROUPS]
    bounds = Section(LIMITS, [Notice("Limites", said * 2)])
    whole = Document(
        title="L’essentiel en une page", language="fr", subtitle="Ici", sections=[*parts, bounds], sheet=True
    )
    assert len(pypdf.PdfReader(io.BytesIO(render(whole, "pdf").data)).pages) == 1


def test_what_is_not_restituted_yet_says_so_in_every_paper(room):
    edition = presented(room)
    for paper in papers.PAPERS:
        for name in FORMATS:
            text = words(render(papers.build(edition, paper), name).data, name)
            assert "avant la restitution" in text, f"{paper} {name}"
            assert "ne la diffusez pas" in text, f"{paper} {name}"


def test_data_are_the_signed_words_line_by_line_and_no_line_of_an_interview(room, sign_in):
    """R378. The control: ten voices and as many passages are in the vault; three findings come out."""
    edition = restituted(room)
    answer = sign_in(room.author).get(reverse("restitution:dataset", args=[edition.code]))
    header, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    content = json.loads(edition.text)
    signed = [one["text"] for one in (*content["findings"], *content["recommendations"])]
    signed += [said["text"] for one in content["findings"] for said in one["verbatims"]]

    assert header[:5] == ["Quoi", "Repère", "Partie", "Thème", "Texte"]
    assert sorted(row[4] for row in rows) == sorted(signed)
    assert [row[0] for row in rows].count("constat") == 3
    assert len(open_desk(room.vault, room.diagnostic).extracts()) == 10
    assert "canari" not in answer.text
    assert sign_in(room.supervisor).get(reverse("restitution:dataset", args=[edition.code])).status_code == 200


def test_data_open_to_whom_the_restitution_opens(room, sign_in, client):
    edition = presented(room)
    assert client.get(reverse("restitution:dataset", args=[edition.code])).status_code in (302, 404)
