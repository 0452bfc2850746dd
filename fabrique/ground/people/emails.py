"""Letters: a subject, plain text, and the same text in sober HTML. No picture, no tracking, the reader's language."""

import logging
from concurrent.futures import ThreadPoolExecutor
from email.policy import EmailPolicy, Policy, default
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override

from fabrique.core import instance
from fabrique.ground.people.models import Invitation

log = logging.getLogger(__name__)
_post = ThreadPoolExecutor(max_workers=4, thread_name_prefix="post")


# the words; of an image, its address and what it shows
Part = tuple[str, str | tuple[str, str]]


class WholeLinks(EmailPolicy):
    """Python cuts a long word of a header into encoded ones: a link to unsubscribe would be read by no program."""

    def fold(self, name: str, value: Any) -> str:
        return f"{name}: {value}{self.linesep}" if name == "List-Unsubscribe" else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode() if name == "List-Unsubscribe" else super().fold_binary(name, value)


class Mail(EmailMultiAlternatives):
    def message(self, *, policy: Policy = default) -> Any:
        return super().message(policy=WholeLinks(linesep=policy.linesep, cte_type=policy.cte_type))


def letter(template: str, to: str, language: str, **context: Any) -> EmailMultiAlternatives:
    """A letter from `<template>.txt`, the whole path in the templates: `people/email/code`.

    The subject is on the first line, then paragraphs. A paragraph that is an address becomes a button, one
    indented by four spaces stands out.
    """
    with override(language):
        context |= {"alliance_name": instance.alliance_name(), "contact": instance.values()["contact_email"]}
        text = render_to_string(f"{template}.txt", context)
    subject, _newline, body = text.strip().partition("\n")
    paragraphs = [part for part in body.strip("\n").split("\n\n") if part.strip()]
    return compose(subject, [(kind_of(part), part) for part in paragraphs], to, language)


def compose(subject: str, parts: list[Part], to: str, language: str, **headers: str) -> EmailMultiAlternatives:
    """A letter from its parts: `("text" | "code" | "link" | "head" | "rule" | "small", words)`, plain and in HTML.

    An image is `("image", (address, what it shows))`: in plain text, what it shows.

    `headers`: `List_Unsubscribe="…"` for `List-Unsubscribe`.
    """
    with override(language):
        html = render_to_string("people/email/letter.html", {
            "subject": subject, "paragraphs": [(kind, words.strip() if isinstance(words, str) else words) for kind, words in parts], "lang": get_language(),
            "alliance_name": instance.alliance_name(),
        })  # fmt: skip
    plain = "\n\n".join(words if isinstance(words, str) else f"[{words[1]}]" for _kind, words in parts) + "\n"
    message = Mail(subject, plain, settings.DEFAULT_FROM_EMAIL, [to])
    message.attach_alternative(html, "text/html")
    # no out-of-office answer to a machine
    message.extra_headers = {"Auto-Submitted": "auto-generated"}
    message.extra_headers |= {name.replace("_", "-"): value for name, value in headers.items()}
    return message


def kind_of(paragraph: str) -> str:
    if paragraph.startswith("    "):
        return "code"
    return "link" if paragraph.startswith(("http://", "https://")) else "text"


def post(message: EmailMultiAlternatives) -> None:
    """Send without keeping anybody waiting: the delay of the answer must not tell that a letter left.

    Not by the queue: a code would lie there in clear after its life, and one that arrives late is of no use.
    """
    if settings.TESTING:
        deliver(message)
    else:
        _post.submit(deliver, message)


def deliver(message: EmailMultiAlternatives) -> None:
    try:
        message.send()
    except OSError:  # smtplib's errors are OSError; the person asks again
        log.exception("A letter did not leave.")


def invitation(given: Invitation) -> EmailMultiAlternatives:
    url = settings.SITE_URL + reverse("people:invitation", args=[given.code])
    return letter("people/email/invitation", given.email, given.language, invitation=given, url=url)
