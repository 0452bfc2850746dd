"""Photographs: always described, in every format, and gone from all of them once taken back (A42, R507, R508)."""

import io
from struct import pack
from zlib import crc32

import docx
import odfdo
import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from docx.oxml.ns import qn
from PIL import Image

from fabrique.core.documents import formats, frozen
from fabrique.core.documents.model import Photograph as Block
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from fabrique.roof.reports import actions
from fabrique.roof.reports.actions import editions
from fabrique.roof.reports.build import build
from fabrique.roof.reports.enums import Audience
from fabrique.roof.reports.models import Chapter, Photograph, Removal
from fabrique.roof.reports.tests.given import chapter_of, make_report, publish, read
from tests.world import make_lead, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db
SAID = {"alt": "Une halle ouverte", "credit": "Le journal", "recognised": "nobody", "caption": "La halle"}
GPS = b"canari-lieu"


def jpeg(size=(64, 48), kind="JPEG", **more) -> ContentFile:
    stream = io.BytesIO()
    Image.new("RGB", size, "#0d5c58").save(stream, kind, **more)
    return ContentFile(stream.getvalue(), "halle.jpg")


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def chapter(place):
    make_report(place.cohort, "drafting")
    return chapter_of(place, "draft")


def add(chapter, **more):
    chapter = Chapter.objects.get(pk=chapter.pk)
    return actions.add_photograph(chapter=chapter, by=make_lead(chapter.cohort), file=more.pop("file", jpeg()), **SAID | more)  # fmt: skip


def stored(photograph) -> bytes:
    with photograph.file.open() as file:
        return file.read()


def published(place):
    """An edition that shows what the chapter holds."""
    place.cohort.report.refresh_from_db()
    place.cohort.report.state = "validating"
    place.cohort.report.save()
    chapter_of(place, "validated")
    return publish(place.cohort)


def test_it_comes_in_small_upright_and_without_its_place(chapter):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, GPS.decode()  # turned a quarter; a description
    brought = jpeg((2400, 1200), exif=exif, comment=GPS)
    assert GPS in brought.read()

    photograph = add(chapter, file=brought)

    data = stored(photograph)
    assert (photograph.width, photograph.height) == (800, 1600)
    assert (Image.open(io.BytesIO(data)).size, GPS in data, b"Exif" in data) == ((800, 1600), False, False)


def test_a_transparent_drawing_lies_on_white(chapter):
    stream = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(stream, "PNG")

    photograph = add(chapter, file=ContentFile(stream.getvalue(), "a.png"))

    assert Image.open(io.BytesIO(stored(photograph))).getpixel((4, 4)) == (255, 255, 255)


def huge() -> ContentFile:
    """A small file that says it unfolds to eighty-one million points."""
    head = b"IHDR" + pack(">IIBBBBB", 9000, 9000, 8, 2, 0, 0, 0)
    chunk = pack(">I", 13) + head + pack(">I", crc32(head))
    return ContentFile(b"\x89PNG\r\n\x1a\n" + chunk + pack(">I", 4) + b"IDAT" + b"\0" * 8, "a.png")


REFUSED = [
    ({"alt": " "}, "sans la voir"),
    ({"credit": ""}, "qui a pris"),
    ({"recognised": "perhaps"}, "reconnaissables"),
    ({"file": ContentFile(b"%PDF-1.7", "a.jpg")}, "PNG ou JPEG"),
    ({"file": ContentFile(b"<svg/>", "a.jpg")}, "type accepté"),
    ({"file": ContentFile(jpeg((400, 400), quality=95).read()[:300], "a.jpg")}, "ne s’ouvre pas"),
    ({"file": huge()}, "trop de points"),
]


@pytest.mark.parametrize(("given", "sentence"), REFUSED, ids=[sentence for _given, sentence in REFUSED])
def test_what_is_refused_says_why_and_leaves_nothing(chapter, given, sentence):
    with pytest.raises(Denied, match=sentence):
        add(chapter, **given)

    assert Photograph.objects.count() == 0


def test_a_chapter_holds_six(chapter):
    for _n in range(6):
        add(chapter)

    with pytest.raises(Denied, match="six"):
        add(chapter)


def test_database_refuses_one_without_words(chapter):
    photograph = add(chapter)

    for field in ("alt", "credit"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Photograph.objects.filter(pk=photograph.pk).update(**{field: ""})


def alternatives(document, name):
    """The text alternatives of a format, read by another library."""
    data = formats.render(document, name).data
    if name == "html":
        return data.decode()
    if name == "pdf":
        file = pikepdf.open(io.BytesIO(data))
        return [str(one.Alt) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    if name == "docx":
        return [one.get("descr") for one in docx.Document(io.BytesIO(data)).element.body.iter(qn("wp:docPr"))]
    return [one.svg_title for one in odfdo.Document(io.BytesIO(data)).body.get_frames()]


@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_format_carries_it_with_its_words(place, chapter, name):
    photograph = add(chapter)

    document = build(place.cohort, Audience.PUBLIC)

    rendered = formats.render(document, name)
    assert SAID["alt"] in alternatives(document, name)
    assert rendered.fault == ""
    if name == "pdf":  # the very JPEG, not another
        assert stored(photograph) in rendered.data


@pytest.mark.parametrize("name", formats.FORMATS)
def test_a_file_that_is_missing_leaves_a_sentence_and_no_failure(place, chapter, name):
    photograph = add(chapter)
    default_storage.delete(photograph.file.name)

    rendered = formats.render(build(place.cohort, Audience.PUBLIC), name)

    assert rendered.fault == "Une photographie manque dans cette version\u00a0: Une halle ouverte"


def test_taken_back_it_leaves_every_format_of_every_edition(place, chapter):
    """The data of all the documents, and the file that everybody takes; the formats hold nothing but these data."""
    photograph = add(chapter, caption="canari-légende", alt="canari-mots", credit="canari-auteur")
    both, file = (published(place), published(place)), photograph.file.name
    assert all(words(one).count("canari") == 18 for one in both)
    assert all("canari-légende" in text for text in shown(both[0]))

    with pytest.MonkeyPatch.context() as now:
        now.setattr(transaction, "on_commit", lambda act: act())
        assert actions.take_back_photograph(photograph=photograph, by=make_lead(place.cohort)) == 2

    assert ["canari" in words(one) for one in both] == [False, False]
    texts = [text for one in both for text in shown(one)]
    assert ["canari" in text for text in texts] == [False] * 8
    assert all("Une photographie a été retirée le" in text for text in texts)
    assert not default_storage.exists(file)
    assert "canari" not in repr(list(AuditEntry.objects.values_list("facts", flat=True)))
    assert Removal.objects.count() == 2


def words(edition) -> str:
    return repr([row.data for row in edition.documents.all()])


def shown(edition) -> list[str]:
    """What everybody takes, format by format."""
    data = edition.documents.get(audience="public", shape="report", language="fr").data
    return [read(frozen.document(data), name) for name in formats.FORMATS]


def test_taken_back_while_an_edition_is_made_it_is_not_in_it(place, chapter, monkeypatch):
    photograph = add(chapter, caption="canari-légende")
    place.cohort.report.state = "validating"
    place.cohort.report.save()
    drawn = editions.drawn

    def meanwhile(edition):
        found = drawn(edition, tries=False)
        Photograph.objects.filter(pk=photograph.pk).delete()
        return found

    chapter_of(place, "validated")
    monkeypatch.setattr(editions, "drawn", meanwhile)
    monkeypatch.setattr(editions, "reason_not_to_publish", lambda *_a, **_k: "")
    edition = publish(place.cohort)

    assert edition.state == "published"
    assert "canari" not in words(edition)


def test_an_edition_keeps_its_words_of_that_day(place, chapter):
    photograph = add(chapter)
    edition = published(place)
    place.cohort.report.refresh_from_db()
    actions.move_report(report=place.cohort.report, name="update", by=make_lead(place.cohort))
    photograph = Photograph.objects.get()

    actions.describe_photograph(photograph=photograph, seen=1, by=make_lead(place.cohort), **SAID | {"alt": "Depuis"})

    assert ("Une halle ouverte" in words(edition), "Depuis" in words(edition)) == (True, False)


def test_the_territory_that_agreed_is_asked_again(place):
    make_report(place.cohort)
    chapter = chapter_of(place, "validated")

    add(chapter)

    chapter.refresh_from_db()
    assert chapter.state == "proposed"


def test_who_writes_and_its_territory_take_it_back_even_published(place, chapter):
    photograph = add(chapter)
    published(place)
    photograph.refresh_from_db()
    neighbour = make_participation(place.cohort)
    strangers = [make_person(), make_referent(neighbour), make_person(Role.DELEGATION_MEMBER, place.scope)]

    for person in strangers:
        with pytest.raises(Denied, match="reprise par"):
            actions.take_back_photograph(photograph=photograph, by=person)
    with pytest.raises(Denied, match="ouvrez d’abord"):
        actions.describe_photograph(photograph=photograph, seen=1, by=make_lead(place.cohort), **SAID)
    actions.take_back_photograph(photograph=photograph, by=make_referent(place))

    assert Photograph.objects.count() == 0
    assert Chapter.objects.get(participation=place).state == "validated"


def test_words_changed_twice_are_told(place, chapter):
    photograph = add(chapter)
    lead = make_lead(place.cohort)
    actions.describe_photograph(photograph=Photograph.objects.get(), seen=1, by=lead, **SAID | {"alt": "Autre"})

    with pytest.raises(Conflict):
        actions.describe_photograph(photograph=photograph, seen=1, by=lead, **SAID)


def test_its_file_is_read_with_the_chapter_then_with_the_edition(client, sign_in, place, chapter):
    photograph = add(chapter)
    address = photograph.get_absolute_url()
    assert client.get(address).status_code == 404
    assert sign_in(make_lead(place.cohort)).get(address).getvalue() == stored(photograph)

    published(place)

    response = client.get(address)
    assert (response.getvalue(), response.headers["Content-Type"]) == (stored(photograph), "image/jpeg")
    assert client.get(address.replace(place.cohort.code, make_participation().cohort.code)).status_code == 404
    default_storage.delete(photograph.file.name)
    assert client.get(address).status_code == 404
    assert f'src="{address}"' in client.get(f"/parcours/cohortes/{place.cohort.code}/rapport/").text


def test_pages_add_describe_and_take_back(sign_in, place, chapter):
    client = sign_in(make_lead(place.cohort))
    add_one, words = chapter.address("add-photograph"), {k: v for k, v in SAID.items() if k != "alt"}

    again = client.post(add_one, words | {"file": jpeg()}).text
    client.post(add_one, SAID | {"file": jpeg()})
    photograph = Photograph.objects.get()
    client.post(chapter.address("describe-photograph", photograph.code), SAID | {"version": 1, "alt": "Mieux dit"})
    page = client.get(chapter.get_absolute_url()).text
    client.post(chapter.address("take-back-photograph", photograph.code))

    assert ('value="La halle"' in again, "Ce champ" in again) == (True, True)
    assert page.count("Mieux dit") == 2
    assert Photograph.objects.count() == 0


def test_a_chapter_costs_the_same_whatever_its_photographs(sign_in, place, chapter, django_assert_max_num_queries):
    client = sign_in(make_lead(place.cohort))
    add(chapter)
    with django_assert_max_num_queries(60) as few:
        client.get(chapter.get_absolute_url())
    for _n in range(4):
        add(chapter)

    with django_assert_max_num_queries(len(few)):
        client.get(chapter.get_absolute_url())


def test_put_away_it_holds_its_name_and_never_its_bytes(place, chapter):
    add(chapter)

    data = frozen.freeze(build(place.cohort, Audience.PUBLIC))

    assert "data" not in next(found for found in walk(data) if found.get("is") == "Photograph")
    assert frozen.document(data) == build(place.cohort, Audience.PUBLIC)


def walk(data):
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from walk(value)
    elif isinstance(data, list):
        for item in data:
            yield from walk(item)


def test_upright_it_leaves_room_for_its_caption():
    assert [Block("f", *size, "a").share for size in ((1600, 900), (1000, 1000), (900, 1800))] == [1.0, 0.8, 0.4]
    with pytest.raises(ValueError, match="no text alternative"):
        Block("f", 1, 1, " ")
    with pytest.raises(ValueError, match="no size"):
        Block("f", 0, 1, "a")
