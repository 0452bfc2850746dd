"""Reading the reference: a folder or an archive in, checked rows out, or a sentence that names the record at fault."""

import json
import re
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from fabrique.ground.territories.enums import NATURES, PlaceKind
from fabrique.ground.territories.models import Place

FILES = ("regions.json", "departements.json", "epci.json", "communes.json")
LARGEST_FILE = 64 * 1024 * 1024
CODES = {
    PlaceKind.COMMUNE: re.compile(r"[0-9][0-9AB][0-9]{3}"),
    PlaceKind.EPCI: re.compile(r"[0-9]{9}"),
    PlaceKind.DEPARTEMENT: re.compile(r"[0-9][0-9AB][0-9]?"),
    PlaceKind.REGION: re.compile(r"[0-9]{2,3}"),
}
NATURE = re.compile("|".join(NATURES))
SIREN, POSTCODE = re.compile(r"[0-9]{9}"), re.compile(r"[0-9]{5}")
NAME = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,120}")
# the order of every row handled here: what `Place` stores
COLUMNS = ("code", "kind", "official", "name", "nature", "siren", "postcodes", "population", "epci_id", "department_id",
           "region_id", "gone")  # fmt: skip
MOST_PEOPLE = 2**31 - 1

Row = tuple[Any, ...]


class Unreadable(Exception):
    """The reference cannot be taken as it is. The message names the file and the record."""


@dataclass
class Reference:
    """Rows by key, in an order where each comes after those it refers to."""

    rows: dict[str, Row] = field(default_factory=dict)

    def count(self, kind: PlaceKind) -> int:
        return sum(row[1] == kind for row in self.rows.values())


def load(path: Path) -> dict[str, bytes]:
    """The files of the reference. `path`: the unpacked package, its `data` folder, or the `.tgz`."""
    text = archive(path) if path.is_file() else folder(path)
    return {name: text(name) for name in FILES}


def read(texts: dict[str, bytes], tell: Callable[[str], None] = lambda _line: None) -> Reference:
    """Every record checked. Raises `Unreadable`."""
    reference = Reference()
    for name in FILES:
        tell(_("Lecture de %(file)s…") % {"file": name})
        records = parse(name, texts[name])
        if name == "regions.json":
            add_regions(reference, name, records)
        elif name == "departements.json":
            add_departments(reference, name, records)
        elif name == "epci.json":
            epcis = list(numbered(name, records))
            member_of = members(epcis)
        else:
            add_communes(reference, name, records, epcis, member_of)
    return reference


def folder(path: Path) -> Callable[[str], bytes]:
    place = path / "data" if (path / "data").is_dir() else path

    def text(name: str) -> bytes:
        file = place / name
        if not file.is_file():
            raise Unreadable(_("%(file)s manque dans %(folder)s.") % {"file": name, "folder": place})
        if file.stat().st_size > LARGEST_FILE:
            raise Unreadable(_("%(file)s est trop lourd pour être ce référentiel.") % {"file": name})
        return file.read_bytes()

    return text


def archive(path: Path) -> Callable[[str], bytes]:
    """From the archive as npm gives it; nothing is unpacked on disk."""

    def text(name: str) -> bytes:
        try:
            with tarfile.open(path, "r:gz") as tar:
                found = next(
                    (member for member in tar if member.name.endswith(f"data/{name}") and member.isfile()), None
                )
                if found is None:
                    raise Unreadable(_("%(file)s manque dans %(folder)s.") % {"file": name, "folder": path.name})
                if found.size > LARGEST_FILE:
                    raise Unreadable(_("%(file)s est trop lourd pour être ce référentiel.") % {"file": name})
                return tar.extractfile(found).read()  # type: ignore[union-attr]
        except (tarfile.TarError, OSError, EOFError) as fault:
            raise Unreadable(_("%(file)s n’est pas une archive lisible.") % {"file": path.name}) from fault

    return text


def parse(name: str, text: bytes) -> list[Any]:
    try:
        records = json.loads(text)
    except UnicodeDecodeError as fault:
        raise Unreadable(_("%(file)s n’est pas écrit en UTF-8.") % {"file": name}) from fault
    except json.JSONDecodeError as fault:
        raise Unreadable(_("%(file)s, ligne %(line)s : le fichier est coupé ou abîmé à cet endroit.")
                         % {"file": name, "line": fault.lineno}) from fault  # fmt: skip
    except RecursionError as fault:
        raise Unreadable(_("%(file)s n’a pas la forme attendue : une liste de fiches.") % {"file": name}) from fault
    if not isinstance(records, list):
        raise Unreadable(_("%(file)s n’a pas la forme attendue : une liste de fiches.") % {"file": name})
    if not records:
        raise Unreadable(_("%(file)s est vide.") % {"file": name})
    return records


class Record:
    """One record and where it stands, so that what is wrong in it can be said."""

    __slots__ = ("data", "file", "number")

    def __init__(self, file: str, number: int, data: Any):
        self.file, self.number, self.data = file, number, data
        if not isinstance(data, dict):
            raise self.fault(_("ce n’est pas une fiche"))

    def fault(self, what: str) -> Unreadable:
        code = self.data.get("code") if isinstance(self.data, dict) else None
        named = f" (« {code[:20]} »)" if isinstance(code, str) else ""
        return Unreadable(_("%(file)s, fiche %(number)s%(named)s : %(what)s. Rien n’a été changé.") % {
            "file": self.file, "number": self.number, "named": named, "what": what})  # fmt: skip

    def text(self, key: str, shape: re.Pattern[str], default: str | None = None) -> str:
        value = self.data.get(key, default)
        if value is None:
            raise self.fault(_("« %(key)s » manque") % {"key": key})
        if value != default and not (isinstance(value, str) and shape.fullmatch(value)):
            raise self.fault(_("« %(key)s » n’a pas la forme attendue") % {"key": key})
        return value

    def people(self, key: str) -> int | None:
        value = self.data.get(key)
        if value is not None and not (type(value) is int and 0 <= value <= MOST_PEOPLE):
            raise self.fault(_("« %(key)s » n’est pas un nombre d’habitants") % {"key": key})
        return value

    def listed(self, key: str) -> list[Any]:
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise self.fault(_("« %(key)s » n’est pas une liste") % {"key": key})
        return value

    def known(self, key: str, kind: PlaceKind, reference: Reference) -> str:
        """The key of the place this record refers to, which must have been read before."""
        place = f"{kind}-{self.text(key, CODES[kind])}"
        if place not in reference.rows:
            raise self.fault(_("« %(key)s » désigne un lieu inconnu") % {"key": key})
        return place


def numbered(file: str, records: list[Any]) -> Iterator[Record]:
    return (Record(file, number, data) for number, data in enumerate(records, start=1))


def add(reference: Reference, record: Record, kind: PlaceKind, **found: Any) -> None:
    official = record.text("code", CODES[kind])
    code = f"{kind}-{official}"
    if code in reference.rows:
        raise record.fault(_("ce code est déjà celui d’une autre fiche"))
    values = {"code": code, "kind": str(kind), "official": official, "name": record.text("nom", NAME), "gone": False}
    blank = {"nature": "", "siren": "", "postcodes": ""}
    row = blank | values | found
    reference.rows[code] = tuple(row.get(column) for column in COLUMNS)


def add_regions(reference: Reference, file: str, records: list[Any]) -> None:
    for record in numbered(file, records):
        add(reference, record, PlaceKind.REGION)


def add_departments(reference: Reference, file: str, records: list[Any]) -> None:
    for record in numbered(file, records):
        add(reference, record, PlaceKind.DEPARTEMENT, region_id=record.known("region", PlaceKind.REGION, reference))


def members(epcis: list[Record]) -> dict[str, str]:
    """The official code of each member commune, and that of its intercommunality: one at most."""
    belongs: dict[str, str] = {}
    for record in epcis:
        epci = record.text("code", CODES[PlaceKind.EPCI])
        record.text("type", NATURE)
        for member in record.listed("membres"):
            code = member.get("code") if isinstance(member, dict) else None
            if not isinstance(code, str):
                raise record.fault(_("un membre n’a pas de code"))
            if code in belongs:
                raise record.fault(_("la commune « %(code)s » est déjà membre d’une autre") % {"code": code[:20]})
            belongs[code] = epci
    return belongs


def add_communes(
    reference: Reference, file: str, records: list[Any], epcis: list[Record], member_of: dict[str, str]
) -> None:
    """Intercommunalities come first: communes refer to them, and they to the department of most of their communes."""
    communes = [record for record in numbered(file, records) if record.text("type", NAME) == "commune-actuelle"]
    where: dict[str, Counter[tuple[str, str]]] = {}
    known: set[str] = set()
    for record in communes:
        code = record.text("code", CODES[PlaceKind.COMMUNE])
        if code in known:
            raise record.fault(_("ce code est déjà celui d’une autre fiche"))
        known.add(code)
        department = record.known("departement", PlaceKind.DEPARTEMENT, reference)
        around = (department, record.known("region", PlaceKind.REGION, reference))
        epci = member_of.get(code)
        if epci is not None:
            where.setdefault(epci, Counter())[around] += 1
    add_epcis(reference, epcis, where, known)
    for record in communes:
        epci = member_of.get(record.data["code"])
        add(
            reference, record, PlaceKind.COMMUNE,
            siren=record.text("siren", SIREN, default=""), postcodes=postcodes(record),
            population=record.people("population"), epci_id=epci and f"{PlaceKind.EPCI}-{epci}",
            department_id=f"{PlaceKind.DEPARTEMENT}-{record.data['departement']}",
            region_id=f"{PlaceKind.REGION}-{record.data['region']}",
        )  # fmt: skip


def add_epcis(reference: Reference, epcis: list[Record], where: dict, known: set[str]) -> None:
    for record in epcis:
        code = record.data["code"]
        for member in record.listed("membres"):
            if member["code"] not in known:
                raise record.fault(
                    _("le membre « %(code)s » n’est pas une commune actuelle") % {"code": member["code"][:20]}
                )
        if code not in where:
            raise record.fault(_("aucune commune n’en est membre"))
        department, region = where[code].most_common(1)[0][0]
        add(
            reference, record, PlaceKind.EPCI, nature=record.data["type"], siren=code,
            population=record.people("populationMunicipale"), department_id=department, region_id=region,
        )  # fmt: skip


def postcodes(record: Record) -> str:
    listed = record.listed("codesPostaux")
    if not all(isinstance(each, str) and POSTCODE.fullmatch(each) for each in listed):
        raise record.fault(_("« %(key)s » n’a pas la forme attendue") % {"key": "codesPostaux"})
    joined = " ".join(listed)
    if len(joined) > Place._meta.get_field("postcodes").max_length:  # noqa: SLF001
        raise record.fault(_("« %(key)s » n’a pas la forme attendue") % {"key": "codesPostaux"})
    return joined
