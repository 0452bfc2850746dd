"""A backup that restores (reliability 28): every row and file equal, every changed byte seen, on both engines."""

import io
import json
import random

import pytest
from django.conf import settings
from django.db import connection

from fabrique.core.backup.seal import LAST, MAGIC, SALT, Damaged, SealedReader, SealedWriter, WrongKey
from tests.instance import KEY, Instance

FILL = """
from datetime import date
from fabrique.ground.people.models import Person
from fabrique.ground.people.actions import create_person
from fabrique.ground.territories.models import Territory, Link
from fabrique.ground.people.models import Scope, ScopeKind
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from fabrique.accompaniment.cohorts.models import Cohort
parent = Scope.objects.create(kind=ScopeKind.COHORT, code="c", label="C")
Scope.objects.create(kind=ScopeKind.DELEGATION, code="c.t", label="T", parent=parent)
Cohort.objects.create(name="Cohorte « é » \\u202f", scope=parent, starts_on=date(2024, 1, 31))
around = Territory.objects.create(name="Autour", kind="commune", geography=[{"b": 1, "a": [1.5, None]}])
Link.objects.create(inside=Territory.objects.create(name="Dedans", kind="commune"), around=around)
for n in range(250):
    Person.objects.create(email=f"p{n}@fabrique.example", name=f"P {n}")
default_storage.save("a/pièce.pdf", ContentFile(bytes(range(256)) * 9000))
default_storage.save("vide.txt", ContentFile(b""))
"""
DIGESTS = """
import json
from fabrique.core.backup import rows
import hashlib
print(json.dumps({m._meta.label: hashlib.sha256(b"".join(rows.lines(m, "default"))).hexdigest() for m in rows.kept()}))
"""
SIGN_IN = """
from django.test import Client
from fabrique.ground.people.models import Person
client = Client(headers={"Host": "fabrique.example", "X-Forwarded-Proto": "https"})
client.force_login(Person.objects.get(email="ada@fabrique.example"))
print(client.get("/").wsgi_request.user.name)
print(Person.objects.create(email="new@fabrique.example", name="N").pk)
"""


def digests(place: Instance) -> dict[str, str]:
    """Of every table, but for the note that a backup was made."""
    found = json.loads(place.python(DIGESTS))
    found.pop("core.Setting")
    return found


@pytest.fixture
def filled(instance):
    instance.python(FILL)
    return instance


@pytest.mark.parametrize("key", ["", KEY], ids=["plain", "encrypted"])
def test_restored_instance_is_equal_and_lives(filled, empty_instance, key):
    file = filled.folder / "one.backup"
    elsewhere = empty_instance(BACKUP_KEY=key)

    said = filled.done("backup", str(file), BACKUP_KEY=key)
    elsewhere.done("restore", str(file))

    assert ("non chiffrée" in said) == (not key)
    assert (b"Dedans" in file.read_bytes()) is False
    assert file.stat().st_mode & 0o077 == 0
    assert digests(elsewhere) == digests(filled)
    assert (elsewhere.files / "a/pièce.pdf").read_bytes() == bytes(range(256)) * 9000
    assert (elsewhere.files / "vide.txt").read_bytes() == b""
    assert elsewhere.python(SIGN_IN).split() == ["Ada", "252"]
    assert elsewhere.run("check")[0] == 0


def test_audit_still_refuses_changes_after_a_restore_over_it(filled):
    file = filled.folder / "one.backup"
    filled.done("backup", str(file))
    before = digests(filled)
    filled.python("from fabrique.ground.people.models import Person; Person.objects.filter(name='P 3').delete()")

    refused = filled.run("restore", str(file))
    filled.done("restore", str(file), "--replace")

    assert refused == (1, "", "Cette base n’est pas vide. Donnez une base neuve, ou --replace pour effacer celle-ci.\n")
    assert digests(filled) == before
    with pytest.raises(Exception, match="core_auditentry refuses UPDATE"):
        filled.sql("UPDATE core_auditentry SET verb = 'other'")


def test_wrong_key_and_other_version_say_so(filled, empty_instance):
    file = filled.folder / "one.backup"
    filled.done("backup", str(file), BACKUP_KEY=KEY)
    elsewhere = empty_instance()

    wrong = elsewhere.run("restore", str(file), BACKUP_KEY=KEY[::-1])
    none = elsewhere.run("restore", str(file))
    short = filled.run("backup", str(filled.folder / "two.backup"), BACKUP_KEY="short")
    elsewhere.sql("INSERT INTO django_migrations (app, name, applied) VALUES ('core', '9999_later', '2026-01-01')")
    other = elsewhere.run("restore", str(file), BACKUP_KEY=KEY)

    sentence = "Cette sauvegarde est chiffrée et BACKUP_KEY n’est pas sa clé. Rien n’a été changé.\n"
    assert (wrong, none) == ((1, "", sentence), (1, "", sentence))
    assert (short[0], short[2].split(" :")[0]) == (1, "BACKUP_KEY")
    assert (other[0], other[2].split(",")[0]) == (1, "Cette sauvegarde vient de la version 0.1.0")


@pytest.mark.postgresql
def test_instance_moves_from_sqlite_to_postgresql_and_back(filled, tmp_path_factory, empty_instance, django_db_setup):
    """The database of the tests' server, of this test's own name, dropped at the end."""
    if connection.vendor != "postgresql":
        pytest.skip("runs with the suite on PostgreSQL")
    import psycopg  # noqa: PLC0415  only here

    options = {"host": settings.DATABASES["default"]["HOST"], "user": settings.DATABASES["default"]["USER"] or None}
    name = f"{settings.DATABASES['default']['NAME']}_moved"
    server = psycopg.connect(dbname="postgres", autocommit=True, **options)
    server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    server.execute(f'CREATE DATABASE "{name}"')
    place = f"postgres://{options['user'] or ''}{'@' if options['user'] else ''}{options['host']}/{name}"
    large = Instance(tmp_path_factory.mktemp("large"), {"DATABASE_URL": place})
    back = empty_instance()
    try:
        filled.done("backup", str(filled.folder / "one.backup"))
        large.done("restore", str(filled.folder / "one.backup"))
        large.done("backup", str(large.folder / "two.backup"))
        back.done("restore", str(large.folder / "two.backup"))

        assert digests(large) == digests(filled)
        assert large.python(SIGN_IN).split() == ["Ada", "252"]
        assert large.run("check")[0] == 0
        assert digests(back) == digests(filled)
    finally:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.close()


def sealed(content: bytes, key: str) -> bytes:
    out = io.BytesIO()
    writer = SealedWriter(out, key)
    writer.write(content)
    writer.close()
    return out.getvalue()


def unproved(data: bytes) -> bytes:
    """The content of a plain file, its proofs skipped."""
    place, found = len(MAGIC) + 1 + SALT, b""
    while place < len(data):
        size = int.from_bytes(data[place : place + 4]) & ~LAST
        found += data[place + 4 : place + 4 + size]
        place += 4 + size + 32
    return bytes(found)


def opened(data: bytes, key: str) -> bytes:
    return io.BufferedReader(SealedReader(io.BytesIO(data), key)).read()


@pytest.mark.proof(28)
def test_any_changed_byte_is_seen(proof):
    """Positive control: a reader that takes the same file without looking at its proofs lets changes through."""
    chance = random.Random(28)  # noqa: S311  the same places at each run
    content = chance.randbytes(3_000_000)
    flips, seen, unseen_without = proof.size(40, 200), 0, 0
    for key in ("", KEY):
        whole = sealed(content, key)
        assert opened(whole, key) == content
        for _ in range(flips // 2):
            place = chance.randrange(len(whole))
            changed = bytearray(whole)
            changed[place] ^= 1 << chance.randrange(8)
            try:
                opened(bytes(changed), key)
            except (Damaged, WrongKey):
                seen += 1
            unseen_without += not key and len(unproved(changed)) == len(content) and unproved(changed) != content

    proof.record(seen, "changes seen", goal=flips, control_seen_red=unseen_without > 0)
    assert (seen, unseen_without > 0) == (flips, True)


def test_cut_or_lengthened_file_is_seen():
    whole = sealed(b"x" * 2_500_000, KEY)

    for wrong in (whole[:-1], whole[: len(whole) // 2], whole + b"\0", b"", whole[:20]):
        with pytest.raises((Damaged, WrongKey)):
            opened(wrong, KEY)
