"""A dull territory: twenty voices of two large categories, and documents made around one piece of text."""

from fabrique.accompaniment.restitution.guard import (
    Document,
    Entry,
    Kind,
    Roster,
    Statement,
    Text,
    Verbatim,
    Voice,
    check,
)

VOICES = tuple(
    Voice(f"voice-{n:02}", ("elected", "agent")[n % 2], gender="fm"[n // 2 % 2], day=f"2026-03-{n + 1:02}")
    for n in range(20)
)
HOLDING = tuple(voice.interview for voice in VOICES[:7])
ROSTER = Roster(
    (
        Entry("Hélène Carrasco"),
        Entry("Jean-Pierre Saint-Hilaire"),
        Entry("Rose Petit"),
        Entry("Amine Belkacemi", variants=("Momo",)),
        Entry("moulin des Brumes", Kind.PLACE, instead="un ancien moulin"),
        Entry("Verlhac", Kind.PLACE),
        Entry("Syndicat mixte de la Vallée claire", Kind.STRUCTURE),
        Entry("directrice de l’office de tourisme", Kind.POST),
        Entry("chargé de mission biodiversité", Kind.POST),
        Entry("Ferme solaire des Aubiers", Kind.PROJECT),
        Entry("association des parents", Kind.STRUCTURE, holders=5),
    ),
    public=("Val-d’Ayre",),
)


def document(*parts, **more):
    """Of a territory that is not small."""
    return Document(*parts, **{"inhabitants": 5000} | more)


def finding(text="Les liens manquent.", **more):
    return Statement(**{"code": "s", "text": text, "voices": HOLDING} | more)


def quotation(text, voice="voice-03", code="v", **more):
    return Verbatim(**{"code": code, "text": text, "interview": voice} | more)


def quoting(text, **more):
    """The quotation that is looked at, last among six harmless ones."""
    calm = [quotation("On se parle peu.", f"voice-{n:02}", f"calm-{n}", section=str(n)) for n in (4, 0, 7, 2, 9, 6)]
    return document((finding(verbatims=(*calm, quotation(text, **more))),))


def stating(text, **more):
    return document((finding(text, **more),))


def writing(text):
    return Document(texts=(Text("t", text),))


def refused(document, voices=VOICES, roster=ROSTER, earlier=()):
    """`(rule, quote)` of each refusal."""
    return [(refusal.rule.value, refusal.quote) for refusal in check(document, voices, roster, earlier)]


def rules(document, *arguments, **more):
    return sorted({rule for rule, _quote in refused(document, *arguments, **more)})
