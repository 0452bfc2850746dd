"""Make the font files of the site and of the documents from the published packages (SIL OFL 1.1).

    pip install fonttools brotli fontpkg-bricolage-grotesque==1.1
    python tools/fonts.py

Bricolage Grotesque comes from the PyPI package, Atkinson Hyperlegible Next from two npm packages fetched by `npm pack`.
Writes woff2 for the site, TTF for the documents and the list of the characters those TTFs can draw.
"""

import subprocess
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

import fontpkg_bricolage_grotesque
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

CORE = Path(__file__).resolve().parent.parent / "fabrique" / "core"
WEB, DOCUMENTS = CORE / "static" / "core" / "fonts", CORE / "documents" / "fonts"
ATKINSON_STATIC = "@expo-google-fonts/atkinson-hyperlegible-next@0.4.1"
ATKINSON_VARIABLE = "@fontsource-variable/atkinson-hyperlegible-next@5.3.0"

# French and English with their typography: no-break spaces, dashes, quotes, primes, arrows, CO₂, m².
NARROW = [
    *range(0x20, 0x7F), *range(0xA0, 0x100), 0x152, 0x153, 0x178, 0x2009, *range(0x2010, 0x2016), *range(0x2018, 0x201F),
    0x2020, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2082, 0x20AC, 0x2122, *range(0x2190, 0x2194),
    0x2212, 0x2248, 0x2260, 0x2264, 0x2265,
]  # fmt: skip
# Documents also carry the names of the other Latin alphabets of Europe.
WIDE = [*NARROW, *range(0x100, 0x180), *range(0x218, 0x21C), 0x1E9E, *range(0x2080, 0x208A)]


def fetch(package: str, folder: Path) -> Path:
    archive = subprocess.run(
        ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
    )
    target = folder / package.replace("/", "_")
    with tarfile.open(folder / archive.stdout.strip()) as files:
        files.extractall(target, filter="data")
    return target / "package"


def instance(source: Path, **axes) -> TTFont:
    """The subsetter cannot read what the instancer leaves in memory: the font goes through bytes."""
    written = BytesIO()
    instantiateVariableFont(TTFont(source), axes).save(written)
    return TTFont(BytesIO(written.getvalue()))


def bricolage(**axes) -> TTFont:
    (source,) = (fontpkg_bricolage_grotesque.ROOT / "files").glob("*.ttf")
    return instance(source, wdth=100, **axes)


def french_spaces(font: TTFont) -> TTFont:
    """Atkinson lacks the narrow no-break space and the hyphens of Unicode: the thin space and the hyphen stand in."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            for missing, present in {0x202F: 0x2009, 0x2010: 0x2D, 0x2011: 0x2D, 0xAD: 0x2D}.items():
                if present in table.cmap:
                    table.cmap.setdefault(missing, table.cmap[present])
    return font


def name(font: TTFont, family: str, style: str) -> TTFont:
    """A word processor knows two weights of a family: the semi-bold cut answers to Bold."""
    names, full = font["name"], f"{family} {style}"
    names.names = [record for record in names.names if record.nameID in (0, 13, 14)]
    for number, text in {1: family, 2: style, 3: full, 4: full, 6: full.replace(" ", "-")}.items():
        names.setName(text, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].fsSelection = 0b100000 if bold else 0b1000000
    font["OS/2"].usWeightClass = 600 if bold else 400
    font["head"].macStyle = int(bold)
    return font


def save(font: TTFont, path: Path, characters: list[int], flavor: str | None = None) -> set[int]:
    options = Options(flavor=flavor, hinting=False, notdef_outline=True, name_IDs=["*"])
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum", "sups"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.flavor = flavor
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    print(f"{path.stat().st_size / 1024:6.1f} KB  {path.relative_to(CORE)}")
    return set(font.getBestCmap())


def web(variable: Path) -> None:
    save(bricolage(opsz=24, wght=(400, 700)), WEB / "bricolage.woff2", NARROW, "woff2")
    for shape, suffix in {"normal": "", "italic": "-italic"}.items():
        source = variable / "files" / f"atkinson-hyperlegible-next-latin-wght-{shape}.woff2"
        font = french_spaces(instance(source, wght=(400, 700)))
        save(font, WEB / f"atkinson-next{suffix}.woff2", NARROW, "woff2")


def documents(static: Path) -> None:
    """The headings' cut is drawn for large sizes, the reading cut for small ones."""
    covered = set()
    for style, weight, size in (("Regular", 400, 16), ("Bold", 600, 40)):
        font = name(bricolage(opsz=size, wght=weight), "Bricolage Grotesque", style)
        covered |= save(font, DOCUMENTS / f"BricolageGrotesque-{style}.ttf", WIDE)
    for style, source in {"Regular": "400Regular", "Italic": "400Regular_Italic", "Bold": "700Bold"}.items():
        font = TTFont(static / source / f"AtkinsonHyperlegibleNext_{source}.ttf")
        covered |= save(french_spaces(font), DOCUMENTS / f"AtkinsonHyperlegibleNext-{style}.ttf", WIDE)
    (DOCUMENTS / "characters.txt").write_text("".join(map(chr, sorted(covered))), encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        web(fetch(ATKINSON_VARIABLE, Path(folder)))
        documents(fetch(ATKINSON_STATIC, Path(folder)))
