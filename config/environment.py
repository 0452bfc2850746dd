"""The environment, read strictly: a missing or wrong variable stops the start with a sentence that says the mend."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

ENVIRONMENTS = ("demonstration", "production", "test")
BASE = Path(__file__).resolve().parent.parent


class WrongSetting(SystemExit):
    """A setting that cannot be used. Printed alone, without a trace; exit status 1."""

    def __init__(self, name: str, mend: str):
        super().__init__(f"{name} : {mend}")


def read(name: str, default: str | None = None, *, mend: str = "") -> str:
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise WrongSetting(name, f"cette variable d’environnement manque. {mend}")
    return value


def number(name: str, default: str) -> int:
    value = read(name, default)
    if not value.isdigit():
        raise WrongSetting(name, f"« {value} » n’est pas un nombre entier.")
    return int(value)


def choice(name: str, options: tuple[str, ...], default: str) -> str:
    value = read(name, default)
    if value not in options:
        raise WrongSetting(name, f"« {value} » n’est pas une valeur connue. Choisissez parmi : {', '.join(options)}.")
    return value


def split_url(name: str, value: str, schemes: tuple[str, ...]):
    url = urlsplit(value)
    if url.scheme not in schemes:
        raise WrongSetting(name, f"l’adresse doit commencer par {', '.join(s + ':' for s in schemes)}.")
    return url


def beside(database_url: str, var: Path) -> str:
    """Where the keys lie when nothing is said: a file of its own next to the data's, in `var` on PostgreSQL."""
    if database_url == "sqlite:///:memory:":
        return database_url
    if database_url.startswith("sqlite:"):
        return f"sqlite:///{Path(unquote(urlsplit(database_url).path[1:])).with_name('keys.sqlite3')}"
    return f"sqlite:///{var / 'keys.sqlite3'}"


def database(name: str, value: str, sqlite_options: dict) -> dict:
    """`sqlite:///path/to/file` or `postgres://user:password@host:port/name` (an empty host is the local socket)."""
    url = split_url(name, value, ("sqlite", "postgres", "postgresql"))
    if url.scheme == "sqlite":
        if not url.path.strip("/"):
            raise WrongSetting(name, "donnez le chemin du fichier, par exemple sqlite:///var/fabrique.sqlite3.")
        path = Path(unquote(url.path[1:]))
        if str(path) == ":memory:":
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": sqlite_options}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path if path.is_absolute() else BASE / path),
                "OPTIONS": sqlite_options}  # fmt: skip
    if not url.path.strip("/"):
        raise WrongSetting(name, "donnez le nom de la base, par exemple postgres:///fabrique.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path[1:]),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        "OPTIONS": {
            "pool": {"min_size": 2, "max_size": 10, "timeout": 30},
            "options": "-c lock_timeout=10s -c statement_timeout=60s",
        },
    }


def mailer(value: str) -> dict:
    """`console:`, `file:///folder`, or `smtp://user:password@host:port` (`smtps:` for TLS from the first byte)."""
    url = split_url("EMAIL_URL", value, ("console", "file", "smtp", "smtps"))
    backends = "django.core.mail.backends"
    if url.scheme == "console":
        return {"BACKEND": f"{backends}.console.EmailBackend"}
    if url.scheme == "file":
        path = Path(unquote(url.path))
        return {"BACKEND": f"{backends}.filebased.EmailBackend", "OPTIONS": {"file_path": str(path)}}
    if not url.hostname:
        raise WrongSetting("EMAIL_URL", "donnez le serveur, par exemple smtp://serveur.example:587.")
    plain = parse_qs(url.query).get("chiffrement") == ["non"]
    return {
        "BACKEND": f"{backends}.smtp.EmailBackend",
        "OPTIONS": {
            "host": url.hostname,
            "port": url.port or (465 if url.scheme == "smtps" else 587),
            "username": unquote(url.username or ""),
            "password": unquote(url.password or ""),
            "use_tls": url.scheme == "smtp" and not plain,
            "use_ssl": url.scheme == "smtps",
            "timeout": 15,
        },
    }


def cache(value: str) -> dict:
    """Empty: each process remembers for itself. `redis://host:port/n`: one shared memory, needed by several processes."""
    if not value:
        # Django's 300 entries would let a crowd of addresses push out the counters of wrong guesses
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 200_000}}
    split_url("CACHE_URL", value, ("redis", "rediss"))
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": value}


def own_memory() -> dict:
    """Of this process alone, whatever others share: words that people wrote lie there, drawn once for a whole room."""
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "own",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    }


def storage(value: str) -> Path:
    url = split_url("STORAGE_URL", value, ("file",))
    path = Path(unquote(url.netloc + url.path))
    return path if path.is_absolute() else BASE / path


def made_once(name: str) -> str:
    """The secret of a demonstration, kept in `var/`, readable by its account alone."""
    path = BASE / "var" / name
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(os.urandom(48).hex())
    return path.read_text().strip()


def secret_key(env: str) -> str:
    """Given in production; made once and kept in `var/` for a demonstration."""
    mend = "Faites-en une avec : python -c 'import secrets; print(secrets.token_urlsafe(64))'"
    if env == "test":
        return "test-" * 12
    given = os.environ.get("SECRET_KEY", "").strip()
    if env == "demonstration" and not given:
        return made_once("secret-key")
    if len(given) < 50:
        raise WrongSetting("SECRET_KEY", f"il en faut une d’au moins cinquante signes, gardée secrète. {mend}")
    return given


def server_keys(env: str, secret: str) -> list[str]:
    """One or several, the first seals; from `SERVER_KEYS`, or from the file that `SERVER_KEYS_FILE` names, one a line."""
    mend = "Faites-en une avec : python -c 'import secrets; print(secrets.token_urlsafe(48))'"
    if env == "test":
        return os.environ.get("SERVER_KEYS", "").split() or ["test-server-key-" * 3]
    path = os.environ.get("SERVER_KEYS_FILE", "").strip()
    given = os.environ.get("SERVER_KEYS", "").replace(",", " ").split()
    if path and not given:
        try:
            given = Path(path).read_text().split()
        except OSError as fault:
            raise WrongSetting("SERVER_KEYS_FILE", f"{path} ne peut pas être lu ({fault.strerror}).") from None
    if env == "demonstration" and not given:
        return [made_once("server-key")]
    if not given or min(len(key) for key in given) < 32:
        raise WrongSetting("SERVER_KEYS", f"il faut une clé d’au moins trente-deux signes, gardée secrète. {mend}")
    if secret in given:
        raise WrongSetting("SERVER_KEYS", f"cette clé doit être différente de SECRET_KEY. {mend}")
    return given
