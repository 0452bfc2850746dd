import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
COHORTS = ["occitanie", "fictive"]
REAL = ["occitanie", "alliance", "taxonomy"]
FILES = [
    *COHORTS,
    "alliance",
    "taxonomy",
    "fictive_delegations",
    "fictive_companions",
    "fictive-sessions",
    "fictive_evaluation",
]

REQUIRED = {
    "partners": {"organisation", "role", "what"},
    "organisations": {"name", "aliases"},
    "funnel": {"step", "label", "value"},
    "phases": {"code", "title", "question", "summary"},
    "ambition": {"label", "intended", "achieved", "comment"},
    "policy": {"label", "value"},
    "action_sheets": {"kind", "number", "title", "state", "date"},
    "sessions": {"code", "kind", "title", "mode", "summary"},
    "diagnostics": {"label", "value"},
    "themes": {"group", "title", "text"},
    "convergences": {"title", "text"},
    "territories": {"code", "ref", "name", "type", "population", "area_km2", "lede", "project"},
    "lessons": {"kind", "order", "title", "text"},
    "levers": {"kind", "title"},
}
REQUIRED_IN_TERRITORY = {
    "allies": {"organisation", "also_diagnosed", "note"},
    "effects": {"ref", "label", "text", "frame", "family", "said_by"},
    "limits": {"ref", "theme", "title", "text"},
    "viewpoints": {"of", "organisation", "said_by", "state", "text"},
}
NESTED = {"objectives", "documents", "items", "subtypes", "territory"}  # carried by the source of their parent


def load(name):
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def french(node):
    """Every string but the English ones, which keep English spacing."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            if not key.endswith("_en"):
                yield from french(value)
    elif isinstance(node, list):
        for value in node:
            yield from french(value)


def entries(node):
    """Every table that must name its own source."""
    for key, value in node.items():
        tables = [value] if isinstance(value, dict) else value if isinstance(value, list) else []
        for table in tables:
            if isinstance(table, dict) and key not in NESTED:
                yield table
                yield from entries(table)


def in_territories(cohort, part):
    return [item for territory in cohort["territories"] for item in territory[part]]


@pytest.mark.parametrize("name", COHORTS)
def test_required_keys(name):
    cohort = load(name)

    missing = [(part, item) for part, keys in REQUIRED.items() for item in cohort[part] if not keys <= item.keys()]
    missing += [
        (part, item)
        for part, keys in REQUIRED_IN_TERRITORY.items()
        for item in in_territories(cohort, part)
        if not keys <= item.keys()
    ]

    assert missing == []


@pytest.mark.parametrize("name", REAL)
def test_every_entry_names_its_source(name):
    sources = [entry.get("source", "") for entry in entries(load(name))]

    assert [source for source in sources if not re.match(r"S[0-4] L\d+", source)] == []


def test_every_invented_entry_says_so():
    invented = [*entries(load("fictive")), *entries(load("fictive_delegations"))]

    assert {entry["source"] for entry in invented} == {"fiction"}


@pytest.mark.parametrize("name", FILES)
def test_typography(name):
    fault = re.compile(r"(?<!\u202f)[?;]|[ \w][:!](?=\s|$)|«(?!\u202f)|(?<!\u202f)»")
    allowed = {"Sans transition!"}  # an alias, as the source writes it

    assert "'" not in (DATA / f"{name}.toml").read_text(encoding="utf-8")
    assert {text for text in french(load(name)) if fault.search(text)} <= allowed


@pytest.mark.parametrize("name", COHORTS)
def test_frames_families_and_themes_are_known(name):
    cohort, taxonomy = load(name), load("taxonomy")
    frames = {family["code"]: family["frame"] for family in taxonomy["effect_families"]}
    themes = {theme["key"] for theme in taxonomy["limit_themes"]}

    effects = in_territories(cohort, "effects")

    assert [e["ref"] for e in effects if frames[e["family"]] != e["frame"]] == []
    assert {limit["theme"] for limit in in_territories(cohort, "limits")} - themes == set()


@pytest.mark.parametrize("name", COHORTS)
def test_organisations_are_declared_once(name):
    cohort = load(name)
    names = Counter(organisation["name"] for organisation in cohort["organisations"])
    cited = {partner["organisation"] for partner in cohort["partners"]}
    cited |= {ally["organisation"] for ally in in_territories(cohort, "allies")}
    cited |= {viewpoint["organisation"] for viewpoint in in_territories(cohort, "viewpoints")}

    assert cited - names.keys() == set()
    assert set(names.values()) == {1}


def test_occitanie_counts():
    cohort = load("occitanie")
    effects = in_territories(cohort, "effects")
    limits = in_territories(cohort, "limits")

    assert [e["ref"] for e in effects] == [f"E{n:02}" for n in range(1, 33)]
    assert [e["ref"] for e in effects if not e["label"]] == ["E07", "E18"]
    assert [limit["ref"] for limit in limits] == [f"L{n:02}" for n in range(1, 34)]
    assert [len(t["effects"]) for t in cohort["territories"]] == [3, 4, 4, 4, 6, 4, 4, 3]
    assert [len(t["limits"]) for t in cohort["territories"]] == [2, 4, 5, 4, 8, 4, 3, 3]
    assert sum(t["population"] for t in cohort["territories"]) == 651_487
    assert round(sum(t["area_km2"] for t in cohort["territories"]), 2) == 947.11


def test_occitanie_viewpoints():
    states = {
        (territory["ref"], viewpoint["of"]): viewpoint["state"]
        for territory in load("occitanie")["territories"]
        for viewpoint in territory["viewpoints"]
    }

    assert len(states) == 16
    assert {place: state for place, state in states.items() if state != "expressed"} == {
        ("T-SHB", "ally"): "not-expressed",
        ("T-SIC", "ally"): "absent",
    }


def test_occitanie_sessions_and_conclusion():
    cohort = load("occitanie")
    documents = Counter(document["kind"] for session in cohort["sessions"] for document in session.get("documents", []))

    assert Counter(s["kind"] for s in cohort["sessions"]) == {"day": 4, "webinar": 6, "forum": 4}
    assert documents == {"recording": 12, "synthesis": 8, "story": 3}
    assert [s["code"] for s in cohort["sessions"] if not s.keys() & {"date", "period_start"}] == ["OCC-NEB"]
    assert Counter(lesson["kind"] for lesson in cohort["lessons"]) == {
        "lesson": 8,
        "improvement": 6,
        "stake": 4,
        "question": 6,
        "perspective": 3,
    }
    assert Counter(lever["kind"] for lever in cohort["levers"]) == {
        "change": 7,
        "cooperation": 5,
        "narrative": 2,
    }


def test_fictive_counts():
    cohort = load("fictive")
    effects = in_territories(cohort, "effects")
    viewpoints = Counter(v["state"] for v in in_territories(cohort, "viewpoints"))

    assert [t["type"] for t in cohort["territories"]] == ["commune", "cc", "ca", "pnr"]
    assert Counter(e["state"] for e in effects) == {"published": 4, "accepted": 2, "proposed": 2}
    assert len(in_territories(cohort, "limits")) == 7
    assert viewpoints == {"expressed": 6, "expected": 1, "not-expressed": 1}
    assert len(cohort["sessions"]) == 8


def test_alliance_counts():
    alliance = load("alliance")

    assert len(alliance["figures"]) == 37
    assert len({figure["key"] for figure in alliance["figures"]}) == 37
    assert len(alliance["milestones"]) == 15
    assert [cohort["territories"] for cohort in alliance["cohorts"]] == [10, 10, 62, 9, 25]
    assert Counter(d["state"] for d in alliance["devices"]) == {"current": 3, "older": 3}


def test_taxonomy_counts():
    sizes = {part: len(items) for part, items in load("taxonomy").items()}

    assert sizes == {
        "effect_families": 9,
        "limit_themes": 28,
        "frames": 3,
        "fundamentals": 4,
        "narrative_dimensions": 5,
        "foundations": 6,
        "actor_categories": 4,
        "ally_categories": 8,
    }


def test_glosses_are_short():
    glosses = [
        item[key]
        for items in load("taxonomy").values()
        for parent in items
        for item in [parent, *parent.get("subtypes", [])]
        for key in ("gloss", "gloss_en")
    ]

    assert [gloss for gloss in glosses if len(gloss.split()) > 20] == []
    assert [gloss for gloss in glosses if "il s’agit" in gloss.lower()] == []
