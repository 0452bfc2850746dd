import json
import shutil
import tarfile
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from fabrique.core.cli import Refusal
from fabrique.core.models import AuditEntry
from fabrique.ground.territories import reference
from fabrique.ground.territories.commands import import_territories
from fabrique.ground.territories.models import BEST_PLACES, COMPARE, PEOPLED, Place, PlaceStart
from tests.world import make_territory

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent / "data"


@pytest.fixture
def folder(tmp_path):
    """A copy of the made-up reference, to be damaged."""
    copy = tmp_path / "package" / "data"
    shutil.copytree(DATA, copy)
    return copy


def bring(path, **options):
    return reference.write(reference.read(reference.load(path)), **options)


def change(folder, name, how):
    records = json.loads((folder / name).read_text())
    how(records)
    (folder / name).write_text(json.dumps(records, ensure_ascii=False))


def stored():
    return list(Place.objects.order_by("pk").values_list()), list(PlaceStart.objects.order_by("pk").values_list())


def found(typed):
    return [place.name for place in Place.objects.best_for(typed)]


def test_everything_is_brought_and_refers_to_what_stands_around():
    changes = bring(DATA)

    place = Place.objects.select_related("epci", "department", "region").get(pk="commune-90004")
    assert changes == reference.Changes(added=15, changed=0, removed=0, kept=0)
    assert (place.name, place.postcodes, place.population) == ("La Combe-aux-Fées", "90103 90993", 400)
    assert (place.epci.name, place.department.name, place.region.name) == ("CC des Brumes", "Brumes", "Grand Lointain")
    assert not Place.objects.filter(official="90009").exists()
    assert Place.objects.get(pk="commune-90005").population is None
    assert Place.objects.get(pk="epci-919000001").department_id == "departement-91"


def test_second_time_writes_nothing():
    bring(DATA)
    before = stored()

    with CaptureQueriesContext(connection) as queries:
        changes = bring(DATA)

    assert not changes
    assert [
        query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE", "ANALYZE"))
    ] == []
    assert stored() == before
    assert AuditEntry.objects.count() == 1


def test_files_brought_last_time_are_recognised_unless_places_are_missing(folder):
    assert reference.bring(folder).added == 15
    with CaptureQueriesContext(connection) as queries:
        assert not reference.bring(folder)
    assert sum("SELECT" in query["sql"] for query in queries) == 2

    PlaceStart.objects.filter(place="commune-90001").delete()
    Place.objects.filter(pk="commune-90001").delete()
    assert reference.bring(folder).added == 1


def test_only_what_differs_is_written(folder):
    bring(folder)

    def rename(records):
        records[0] |= {"nom": "Brumeval-le-Neuf", "population": 7}
        records.append(records[1] | {"code": "90010", "nom": "Neuve-Combe"})

    change(folder, "communes.json", rename)
    changes = bring(folder)

    assert changes == reference.Changes(added=1, changed=1, removed=0, kept=0)
    assert found("brumeval le") == ["Brumeval-le-Neuf"]
    assert found("neuve") == ["Neuve-Combe"]


def test_commune_gone_is_kept_only_for_the_territory_that_refers_to_it(folder):
    bring(folder)
    territory = make_territory(place_id="commune-90001")

    def dissolve(records):
        del records[0]

    change(folder, "epci.json", dissolve)
    change(folder, "communes.json", lambda records: records.__delitem__(slice(0, 2)))
    changes = bring(folder, many_removed=True)

    territory.refresh_from_db()
    assert changes == reference.Changes(added=0, changed=2, removed=1, kept=2)
    assert (territory.place.name, territory.place.gone, territory.place.epci.gone) == ("Brumeval", True, True)
    assert found("brumeval") == []
    assert not Place.objects.filter(pk="commune-90002").exists()


def test_commune_that_comes_back_is_found_again(folder, tmp_path):
    bring(folder)
    make_territory(place_id="commune-90006")
    smaller = tmp_path / "smaller"
    shutil.copytree(folder, smaller)
    change(smaller, "communes.json", lambda records: records.__delitem__(5))
    change(smaller, "epci.json", lambda records: records[1]["membres"].__delitem__(0))
    bring(smaller)

    changes = bring(folder)

    assert changes == reference.Changes(added=0, changed=1, removed=0, kept=0)
    assert found("90006") == ["Saint-Elme"]


def test_file_cut_short_between_two_records_is_noticed(folder):
    bring(folder)
    before = stored()
    change(folder, "epci.json", lambda records: records.__delitem__(0))
    change(folder, "communes.json", lambda records: records.__delitem__(slice(0, 3)))

    with pytest.raises(reference.Unreadable, match="n’a plus 4 des 15 lieux connus"):
        bring(folder)
    assert stored() == before


@pytest.mark.parametrize(("typed", "names"), [
    ("brume", ["CC des Brumes", "Brumeval", "Brumes", "Saint-Elme-de-Brumeval"]),
    ("SAINT-ELME", ["Saint-Elme", "Saint-Elme-de-Brumeval"]),
    ("elme de b", ["Saint-Elme-de-Brumeval"]),
    ("âtre", ["L’Âtre-sur-Ambre"]),
    ("oeillet", ["Œillet"]),
    ("90993", ["La Combe-aux-Fées"]),
    ("91002", ["Ambrecourt"]),
    ("98", ["Grand Lointain"]),
    ("9", []), ("", []), ("  ", []), ("%", []), ("zzz", []), ("de", []),
])  # fmt: skip
def test_place_is_found_as_people_type_it(typed, names):
    bring(DATA)

    with CaptureQueriesContext(connection) as queries:
        places = found(typed)

    assert places == names
    assert len(queries) == (1 if len(typed.strip("% ")) > 1 else 0)


def test_search_goes_through_the_index():
    bring(DATA)
    statement = BEST_PLACES.format(peopled=PEOPLED, **COMPARE[connection.vendor])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{explain} {statement}", {"word": "saint", "end": "saint\U0010ffff", "most": 15})
        plan = str(cursor.fetchall())

    assert "place_by_start" in plan
    assert "place_by_peopled_start" in plan


def test_peopled_names_that_begin_so_spare_the_others():
    """The short way gives what the long one gives: the first of many are the first of fewer."""
    bring(DATA)
    PlaceStart.objects.filter(folded__startswith="b", rank=0).update(population=F("id") + PEOPLED)
    PlaceStart.objects.filter(folded="brumes").update(population=3)
    every = list(Place.objects.best_for("brume"))

    assert len(every) == 4
    for most in range(1, 4):
        assert list(Place.objects.best_for("brume", most)) == every[:most]
    assert Place.objects.best_for("brumes", 1)[0].name == "Brumes"


def test_archive_and_package_folder_are_read_alike(folder, tmp_path):
    archive = tmp_path / "reference.tgz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(folder, "package/data")

    rows = reference.read(reference.load(DATA)).rows
    assert reference.read(reference.load(archive)).rows == rows
    assert reference.read(reference.load(folder.parent)).rows == rows
    archive.write_bytes(archive.read_bytes()[:200])
    with pytest.raises(reference.Unreadable, match="n’est pas une archive lisible"):
        reference.load(archive)


def put(index, **values):
    return lambda records: records[index].update(values)


def drop(index, key):
    return lambda records: records[index].pop(key)


DAMAGES = {
    "no name": ("communes.json", drop(2, "nom"), "communes.json, fiche 3 (« 90003 ») : « nom » manque"),
    "no code": ("communes.json", drop(2, "code"), "communes.json, fiche 3 : « code » manque"),
    "no type": ("communes.json", drop(2, "type"), "communes.json, fiche 3 (« 90003 ») : « type » manque"),
    "name is a number": ("communes.json", put(2, nom=12), "fiche 3 (« 90003 ») : « nom » n’a pas la forme attendue"),
    "code is a list": ("communes.json", put(2, code=[1]), "communes.json, fiche 3 : « code » n’a pas la forme"),
    "code is foreign": ("communes.json", put(2, code="<b>"), "fiche 3 (« <b> ») : « code » n’a pas la forme"),
    "same code twice": ("communes.json", put(2, code="90001"), "fiche 3 (« 90001 ») : ce code est déjà"),
    "NUL in the name": ("communes.json", put(2, nom="Bru\x00me"), "fiche 3 (« 90003 ») : « nom » n’a pas la forme"),
    "half a letter": ("communes.json", put(2, nom="Bru\ud83dme"), "fiche 3 (« 90003 ») : « nom » n’a pas la forme"),
    "ten megabytes": ("communes.json", put(2, nom="x" * 10_000_000), "fiche 3 (« 90003 ») : « nom » n’a pas la forme"),
    "long code": ("communes.json", put(2, code="9" * 10_000_000), "fiche 3 (« 99999999999999999999 ») : « code »"),
    "unknown department": ("communes.json", put(2, departement="95"), "« departement » désigne un lieu inconnu"),
    "unknown region": (
        "departements.json",
        put(0, region="55"),
        "departements.json, fiche 1 (« 90 ») : « region » désigne",
    ),
    "people as text": ("communes.json", put(2, population="12"), "fiche 3 (« 90003 ») : « population » n’est pas"),
    "people below zero": ("communes.json", put(2, population=-1), "fiche 3 (« 90003 ») : « population » n’est pas"),
    "too many people": ("communes.json", put(2, population=10**12), "fiche 3 (« 90003 ») : « population » n’est pas"),
    "people as truth": ("communes.json", put(2, population=True), "fiche 3 (« 90003 ») : « population » n’est pas"),
    "postcode of four": ("communes.json", put(2, codesPostaux=["9010"]), "« codesPostaux » n’a pas la forme"),
    "postcodes as text": ("communes.json", put(2, codesPostaux="90100"), "« codesPostaux » n’est pas une liste"),
    "too many postcodes": ("communes.json", put(2, codesPostaux=["90100"] * 99), "« codesPostaux » n’a pas la forme"),
    "SIREN of eight": ("communes.json", put(2, siren="12345678"), "« siren » n’a pas la forme"),
    "record is a text": (
        "communes.json",
        lambda records: records.insert(2, "Brume"),
        "communes.json, fiche 3 : ce n’est pas une fiche",
    ),
    "unknown member": (
        "epci.json",
        lambda r: r[1]["membres"][0].update(code="99999"),
        "epci.json, fiche 2 (« 919000001 ») : le membre « 99999 »",
    ),
    "member without code": (
        "epci.json",
        lambda r: r[1]["membres"].append({}),
        "epci.json, fiche 2 (« 919000001 ») : un membre n’a pas",
    ),
    "member of two": (
        "epci.json",
        lambda r: r[1]["membres"].append({"code": "90001"}),
        "fiche 2 (« 919000001 ») : la commune « 90001 »",
    ),
    "no member": ("epci.json", put(1, membres=[]), "epci.json, fiche 2 (« 919000001 ») : aucune commune"),
    "unknown nature": ("epci.json", put(1, type="XX"), "epci.json, fiche 2 (« 919000001 ») : « type »"),
    "nature is a list": ("epci.json", put(1, type=["CC"]), "epci.json, fiche 2 (« 919000001 ») : « type »"),
    "same EPCI twice": ("epci.json", lambda r: r.append(r[1] | {"membres": []}), "epci.json, fiche 3 (« 919000001 »)"),
    "no region": ("regions.json", lambda records: records.clear(), "regions.json est vide"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_record_changes_nothing_and_is_named(folder, damage):
    bring(DATA)
    before = stored()
    name, how, sentence = DAMAGES[damage]
    records = json.loads((folder / name).read_text())
    how(records)
    (folder / name).write_text(json.dumps(records))

    with pytest.raises(reference.Unreadable) as fault:
        bring(folder)
    assert sentence in str(fault.value)
    assert len(str(fault.value)) < 200
    assert stored() == before


@pytest.mark.parametrize(("text", "sentence"), [
    (b'[\n{"code":"90001",', "communes.json, ligne 2"),
    (b"", "communes.json, ligne 1"),
    (b"{}", "communes.json n’a pas la forme"),
    (b"[" * 100_000, "communes.json n’a pas la forme"),
    (b'["\xff"]', "communes.json n’est pas écrit en UTF-8"),
    (b"\x00" * 10, "communes.json"),
])  # fmt: skip
def test_damaged_file_is_named(folder, text, sentence):
    (folder / "communes.json").write_bytes(text)

    with pytest.raises(reference.Unreadable) as fault:
        bring(folder)
    assert str(fault.value).startswith(sentence)


def test_every_cut_of_a_file_is_refused(folder):
    whole = (DATA / "communes.json").read_bytes()
    for end in range(1, len(whole) - 2, 97):
        (folder / "communes.json").write_bytes(whole[:end])
        with pytest.raises(reference.Unreadable):
            bring(folder)
    assert not Place.objects.exists()


def run(path, **options):
    import_territories(type("Arguments", (), {"path": path, "many_removed": False} | options))


def test_command_says_what_it_does_and_what_it_refuses(folder, capsys):
    run(folder)
    run(folder)
    told = capsys.readouterr().out.splitlines()
    (folder / "epci.json").unlink()

    assert told[-1] == "Rien n’a changé depuis la dernière fois."
    assert "9 communes, 2 intercommunalités." in told
    assert "15 lieux ajoutés, 0 mis à jour, 0 retirés, 0 gardés parce qu’un territoire s’y rattache." in told
    with pytest.raises(Refusal, match=r"epci\.json manque"):
        run(folder)
    with pytest.raises(Refusal, match="n’existe pas"):
        run(folder / "absent")
