"""Served files: read once at start, compressed beforehand, kept for ever by browsers under their hashed names.

They are answered before Django: a page then crosses one chain of synchronous middlewares and hops threads once.
"""

from typing import Any

from django.conf import settings

HASHED = r"^.+\.[0-9a-f]{12}\..+$"


def headers(headers: Any, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def options() -> dict[str, Any]:
    """What `ServeStatic` and `ServeStaticASGI` are given, beside the application."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    return {
        "root": settings.STATIC_ROOT,
        "prefix": settings.STATIC_URL,
        "immutable_file_test": HASHED,
        "allow_all_origins": False,
        "add_headers_function": headers,
    }
