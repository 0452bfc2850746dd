"""The command line: what each command does, its exit status, its two languages."""

import fcntl
import json
import os
import zipfile

import pytest

from fabrique.core.commands.house import alone_in
from tests.instance import Instance


def test_init_asks_for_what_is_missing_and_does_it_once(prepared, tmp_path):
    empty = Instance(tmp_path)

    missing = empty.run("init", "--alliance", "L’alliance")
    wrong = empty.run("init", "--alliance", "A", "--publisher", "P", "--name", "N", "--email", "nowhere")
    again = prepared.run("init", "--alliance", "A", "--publisher", "P", "--name", "N", "--email", "n@fabrique.example")

    assert missing == (1, "", "Il manque --publisher : Éditeur du site (organisation responsable).\n")
    assert wrong == (1, "", "« nowhere » n’est pas une adresse.\n")
    assert again == (1, "", "Cette instance est déjà préparée.\n")


def test_init_makes_the_platform_its_administrator_and_its_names(prepared):
    assert prepared.sql("SELECT kind, code, label FROM people_scope") == [("platform", "platform", "L’alliance")]
    assert prepared.sql("SELECT p.email, p.name, g.role FROM people_person p JOIN people_rolegrant g ON g.person_id = p.id") == [
        ("ada@fabrique.example", "Ada", "platform-administrator")]  # fmt: skip
    assert dict(prepared.sql("SELECT name, value FROM core_setting WHERE name LIKE 'alliance%' OR name = 'publisher'")) == {
        "alliance_name": "L’alliance", "publisher": "L’association"}  # fmt: skip
    assert ("instance-initialised",) in prepared.sql("SELECT verb FROM core_auditentry")


def test_check_says_what_is_well_and_what_is_not(instance):
    well = instance.run("check")
    instance.sql("DELETE FROM people_scope")
    broken = instance.run("check")

    assert (well[0], "✗" in well[1]) == (0, False)
    assert "journal delete" in well[1] or "journal wal" in well[1]
    assert (broken[0], "✗ people_rolegrant" in broken[1]) == (1, True)


def test_check_refuses_a_database_that_others_may_read(instance):
    instance.database.chmod(0o644)

    status, out, _err = instance.run("check")

    assert (status, "✗ db.sqlite3 peut être lu par d’autres comptes : chmod 600." in out) == (1, True)


def test_export_holds_what_a_visitor_sees_and_nobody(instance):
    instance.python(
        "from fabrique.ground.territories.models import Territory as T\n"
        "T.objects.create(name='Open', kind='commune'); T.objects.create(name='Draft', kind='commune', published=False)"
    )
    target = instance.folder / "public.zip"

    instance.done("export", str(target))

    with zipfile.ZipFile(target) as archive:
        assert sorted(archive.namelist()) == ["about.json", "territories.territory.json"]
        assert [row["name"] for row in json.loads(archive.read("territories.territory.json"))] == ["Open"]


@pytest.mark.parametrize(("locale", "word"), [("fr_FR.UTF-8", "sauvegarde toute"), ("en_GB.UTF-8", "back the whole")])
def test_help_speaks_the_language_of_the_terminal(instance, locale, word):
    status, out, _err = instance.run("--help", LC_ALL=locale)

    assert (status, word in " ".join(out.split())) == (0, True)


def test_two_that_prepare_at_once_follow_each_other(tmp_path):
    other = os.open(tmp_path, os.O_RDONLY)

    with alone_in(tmp_path), pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)

    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(other)


def test_wrong_usage_is_two(instance):
    assert instance.run("dance")[0] == 2
    assert instance.run("backup")[0] == 2
