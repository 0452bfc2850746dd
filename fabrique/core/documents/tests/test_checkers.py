"""Our files read by tools that know nothing of us: tags of the PDF, headings and alternatives of DOCX and ODT.

None says that a file conforms to PDF/UA: pdfua asks 16 of its 106 rules, poppler and qpdf only read. The complete
checker, veraPDF, is not packaged where this suite runs (docs/testing.md). A tool that is not there is left out, said so.
"""

import io
import re
import shutil
import subprocess
from dataclasses import replace

import pikepdf
import pytest
from lxml import etree
from PIL import Image

from fabrique.core.documents import formats
from fabrique.core.documents.model import Photograph, Section
from fabrique.core.documents.tests.sample import document

HEADINGS = [(1, "Une cohorte"), (2, "Les effets"), (3, "Un détail"), (1, "Conclusion"), (1, "Images")]
ALTERNATIVES = ["Frise de mai 2024", "Une halle ouverte"]
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAWN = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"


def with_photograph():
    stream = io.BytesIO()
    Image.new("RGB", (160, 100), "#0d5c58").save(stream, "JPEG")
    picture = Photograph("halle", 160, 100, "Une halle ouverte", "La halle", "Le journal", data=stream.getvalue())
    plain = document()
    return replace(plain, sections=[*plain.sections, Section("Images", [picture])])


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    path.write_bytes(formats.render(with_photograph(), "pdf").data)
    return path


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def test_pdfua_finds_nothing_and_sees_what_is_taken_away(pdf, tmp_path):
    pdfua = pytest.importorskip("pdfua")

    assert [finding.rule_id for finding in pdfua.validate(str(pdf)).findings] == []

    with pikepdf.open(pdf) as file:
        for one in file.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure":
                del one["/Alt"]
        del file.Root.Lang
        file.save(tmp_path / "broken.pdf")
    broken = pdfua.validate(str(tmp_path / "broken.pdf"))
    assert sorted(finding.rule_id for finding in broken.findings) == ["UA-06-001", "UA-13-004", "UA-13-004"]


def test_poppler_reads_the_levels_in_order_and_two_figures(pdf):
    done = subprocess.run([tool("pdfinfo"), "-struct", pdf], check=True, capture_output=True)
    lines = done.stdout.decode("utf-8", "replace").splitlines()

    # the levels: it writes the words of a heading as it finds them, accents in another writing
    levels = [int(found[1]) for found in map(re.compile(r"\s*H(\d) ").match, lines) if found]
    assert levels == [1, *(level for level, _title in HEADINGS)]  # the contents first
    assert sum(line.strip().startswith("Figure") for line in lines) == 2


def test_qpdf_finds_no_fault(pdf):
    done = subprocess.run([tool("qpdf"), "--check", pdf], check=False, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.operations
@pytest.mark.parametrize("name", ["docx", "odt"])
def test_libreoffice_keeps_headings_and_alternatives(tmp_path, name):
    office = tool("soffice")
    (tmp_path / f"report.{name}").write_bytes(formats.render(with_photograph(), name).data)

    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = [office, profile, "--headless", "--convert-to", "fodt", "--outdir", tmp_path / "read", tmp_path / f"report.{name}"]  # fmt: skip
    subprocess.run(convert, check=True, capture_output=True, timeout=120)

    tree = etree.parse(tmp_path / "read" / "report.fodt", etree.XMLParser(huge_tree=True))
    read = [
        (int(one.get(f"{OFFICE}outline-level")), "".join(one.itertext()).strip()) for one in tree.iter(f"{OFFICE}h")
    ]
    told = [one.text for one in tree.iter(f"{DRAWN}title", f"{DRAWN}desc") if one.text]
    assert read == HEADINGS
    assert told == ALTERNATIVES
