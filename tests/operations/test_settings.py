"""A wrong setting stops the start with one sentence that says how to mend it, and no trace."""

import pytest

WRONG = [
    ("SECRET_KEY", "", "SECRET_KEY : "),
    ("SECRET_KEY", "short", "SECRET_KEY : "),
    ("SERVER_KEYS", "", "SERVER_KEYS : "),
    ("SERVER_KEYS", "short", "SERVER_KEYS : "),
    ("SERVER_KEYS", "only-for-tests-" * 5, "SERVER_KEYS : cette clé doit être différente"),
    ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS : "),
    ("EMAIL_URL", "", "EMAIL_URL : "),
    ("EMAIL_URL", "pigeon://roof", "EMAIL_URL : "),
    ("EMAIL_FROM", "", "EMAIL_FROM : "),
    ("DATABASE_URL", "mysql://root@localhost/fabrique", "DATABASE_URL : "),
    ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nowhere", "DATABASE_URL : "),
    ("CACHE_URL", "memcached://127.0.0.1", "CACHE_URL : "),
    ("FABRIQUE_ENV", "holiday", "FABRIQUE_ENV : "),
    ("STORAGE_URL", "ftp://files", "STORAGE_URL : "),
    ("STORAGE_URL", "file:///proc/nowhere", "STORAGE_URL : "),
]


@pytest.mark.parametrize(("name", "value", "sentence"), WRONG, ids=[f"{n}={v}" for n, v, _s in WRONG])
def test_wrong_setting_stops_the_start_in_one_sentence(instance, name, value, sentence):
    status, out, err = instance.run("serve", "--no-worker", "--port", "0", **{name: value})

    assert (status, out) == (1, "")
    assert err.startswith(sentence)
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_demonstration_is_not_served_in_production(instance):
    instance.sql("INSERT INTO core_setting (name, value) VALUES ('demonstration', 'yes')")

    status, _out, err = instance.run("serve", "--no-worker", "--port", "0")

    assert (status, err.split(" :")[0]) == (1, "Cette base contient la démonstration")


def test_database_without_its_tables_asks_for_prepare(instance):
    instance.database.unlink()

    status, _out, err = instance.run("serve", "--no-worker", "--port", "0")

    assert (status, err) == (1, "La base n’est pas à jour : lancez d’abord « fabrique prepare ».\n")


def test_port_taken_says_so(instance):
    import socket  # noqa: PLC0415  only this test listens

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, _out, err = instance.run("serve", "--no-worker", "--port", str(port))

    assert (status, err.split(".")[0]) == (1, "L’adresse 127")
