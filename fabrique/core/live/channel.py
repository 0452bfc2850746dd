"""What the view of a channel answers: the changes since a number, or a stream of them.

A stream is opened by a view like any other, under its rule, with its session, its reader's language and its headers; the
answer is empty and names the topic. `streams.LiveStreams`, around the application, goes on from there once Django is done:
an open stream holds no thread, no connection to the database and no transaction.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from fabrique.core.live import log
from fabrique.core.live.telling import now, told

STREAM = "text/event-stream"
TOPIC, AFTER, WHO = "X-Live-Topic", "X-Live-After", "X-Live-Who"
LARGEST = 2**62


def channel(request: HttpRequest, topic: str, *, who: str = "") -> HttpResponse:
    """`?after=57`: what changed since. `who`: the code of the person or the phone, which may hold a few streams at most."""
    after = number_in(request.GET.get("after", ""))
    if STREAM in request.headers.get("Accept", ""):
        answer = HttpResponse(content_type=STREAM, headers={TOPIC: topic, AFTER: str(after), WHO: who})
    else:
        heard = log.heard_since(topic, after)
        answer = JsonResponse(told(heard.number, heard.changes, after) | {"now": now()})
    add_never_cache_headers(answer)
    patch_vary_headers(answer, ("Accept",))
    return answer


def number_in(words: str) -> int:
    return min(int(words), LARGEST) if words.isascii() and words.isdigit() else 0
