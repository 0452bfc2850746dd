"""Room taken by a text, without a font at hand: a generous estimate, so that the real text always fits."""

import re

NARROW = frozenset(" iljtfrI.,:;'’!|()[]-\u00a0\u202f·")
WIDE = frozenset("mwMWŒœÆæ@%—…")
FIRST_IDEOGRAPH = 0x1100
LINE = 1.25  # line height, in sizes


def em(character):
    if ord(character) >= FIRST_IDEOGRAPH and not 0x2000 <= ord(character) <= 0x2BFF:
        return 1.1
    if character in NARROW:
        return 0.36
    if character in WIDE:
        return 0.92
    return 0.7 if character.isupper() else 0.58


def text_width(text, size):
    return sum(em(character) for character in text) * size


def broken(word, size, room):
    """A word wider than the room, in as few pieces as it takes."""
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces


def plain(text):
    """One line of visible characters: what people type may hold controls that break an XML file or reverse a line."""
    spaced = re.sub(r"[ \t\r\n]+", " ", str(text)).strip()
    return "".join(character for character in spaced if character.isprintable() or character in NARROW)


def pieces(text):
    """What a line break may separate, each piece with the space that follows it."""
    return re.findall(r"[^ ]+?(?:(?<=\w-)(?=\w)| |$)", plain(text))


def widest_piece(texts, size):
    return max((text_width(piece.rstrip(" "), size) for text in texts for piece in pieces(text)), default=0)


def wrap(text, size, room):
    """Lines no wider than `room`, broken at spaces and after hyphens; every visible character but the spaces is kept."""
    lines, space = [], ""
    for piece in pieces(text):
        joined = f"{lines[-1]}{space}{piece.rstrip(' ')}" if lines else ""
        if joined and text_width(joined, size) <= room:
            lines[-1] = joined
        else:
            lines += broken(piece.rstrip(" "), size, room)
        space = " " if piece.endswith(" ") else ""
    return lines
