"""Where the tests find PostgreSQL: what `TEST_DATABASE_URL` says, else a server of this machine that trusts us."""

import os
from urllib.parse import urlsplit

import psycopg

CANDIDATES = (
    "postgres:///postgres",
    "postgres://root@127.0.0.1/test",
    "postgres://postgres@127.0.0.1/postgres",
)


def find() -> str:
    """The address of a server where a database may be created, or an empty string."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    candidates = (given,) if given.startswith("postgres") else CANDIDATES
    return next((url for url in candidates if may_create(url)), "")


def may_create(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
            return bool(row.fetchone()[0])
    except psycopg.Error:
        return False


def own_database(server: str) -> str:
    """The same server and a database name of this process: several suites can run at once."""
    url = urlsplit(server)
    return f"{url.scheme}://{url.netloc}/fabrique_{os.getpid()}"
