"""Before Django reads a body, it spills what is larger than its memory to a temporary file. Where people speak in
confidence, such a body is refused instead, before a byte of it is read: no word of theirs ever lies on the disk."""

from collections.abc import Awaitable, Callable
from typing import Any

CONFIDENTIAL = ("/parcours/diagnostics/", "/entretien/", "/moi/coffre/")
# below `FILE_UPLOAD_MAX_MEMORY_SIZE`, from which Django spills
LARGEST = 2_400_000
SAID = (
    '<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Trop lourd</title><h1>C’est trop lourd pour être lu en mémoire</h1>"
    "<p>Rien n’a été gardé. Revenez en arrière : enlevez les images du fichier, ou copiez son texte dans les notes.</p>"
    '<p lang="en">Too large to be read in memory. Nothing was kept. Go back: take the pictures out of the file, or copy its'
    " text into the notes.</p></html>"
).encode()
HEADERS = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"connection", b"close"),
]


class KeptInMemory:
    """Around the ASGI application."""

    def __init__(self, application: Callable[..., Awaitable[None]]):
        self.application = application

    async def __call__(self, scope: dict[str, Any], receive: Callable, send: Callable) -> None:
        if scope["type"] == "http" and scope["path"].startswith(CONFIDENTIAL) and too_large(scope["headers"]):
            await send({"type": "http.response.start", "status": 413, "headers": HEADERS})
            await send({"type": "http.response.body", "body": SAID})
            return
        await self.application(scope, receive, send)


def too_large(headers: list[tuple[bytes, bytes]]) -> bool:
    """A body that does not say its length may be of any."""
    known = dict(headers)
    length = known.get(b"content-length", b"")
    if length.isdigit():
        return int(length) > LARGEST
    return b"transfer-encoding" in known or bool(length)
