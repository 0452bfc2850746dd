"""Rule 4: no exact count of voices; a band in its place, or nothing. Facts about things keep their numbers.

Patterns are read on a flat line: small letters, no accent, one space, `%` and `/` kept, « . » at the end of a sentence.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from fabrique.accompaniment.restitution.guard.case import Case, Piece
from fabrique.accompaniment.restitution.guard.crowd import A_FEW, MAJORITY, SEVERAL, VOICES, band
from fabrique.accompaniment.restitution.guard.reading import Flat
from fabrique.accompaniment.restitution.guard.shapes import Refusal, Rule

NUMERALS = "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante"
SOME = "|".join(NUMERALS.split())
MANY = rf"(?:(?:{SOME})(?: (?:et )?(?:un|une|{SOME}))*|\d{{1,4}}|une (?:dizaine|douzaine|quinzaine|vingtaine|trentaine|poignee)|un couple)"
PEOPLE = """
elu maire mairesse adjoint adjointe conseiller conseillere president presidente agent agente fonctionnaire technicien
technicienne directeur directrice personne habitant habitante acteur actrice interlocuteur interlocutrice entretien
repondant repondante interviewe interroge enquete participant participante entreprise entrepreneur entrepreneuse
commercant commercante artisan artisane agriculteur agricultrice association benevole representant representante prefet
prefete citoyen citoyenne homme femme voix temoin opposant opposante responsable chef cheffe partenaire professionnel
professionnelle salarie usager riverain riveraine militant militante charge chargee cadre collegue gens delegue deleguee
secretaire instituteur institutrice enseignant enseignante medecin chercheur chercheuse
"""
WHO = rf"(?:{'|'.join(PEOPLE.split())})(?:es?|s)?(?: e s| e| es| s)?\b"
# those whose whole may not be told: « tous les élus »; « tous les habitants » is a way of speaking
GROUP = rf"(?:{'|'.join(word for word in PEOPLE.split() if word not in ('gens', 'habitant', 'habitante', 'citoyen', 'citoyenne', 'voix'))})(?:es?|s)?(?: e s| e| es| s)?\b"
OF = r"(?:des?|du|d|de la|de l|de ces|de nos|de leurs)"
KIND = r"(?:(?:autres?|seule?s?|jeunes?|anciens?|anciennes?|nouveaux|nouvelles|grand(?:e?s)?|petit(?:e?s)?|meme|premiers?|premieres?) )?"
COUNTS = re.compile(rf"\b(?P<number>{MANY}) (?:{OF} )?{KIND}{WHO}")
AMONG = re.compile(
    rf"\b(?:un|une|{MANY}) (?:personnes? )?(?:sur|parmi)(?: les)? {MANY}\b|\b(?:{MANY}|une?) d(?:es?)? (?:ces )?{MANY} {KIND}{WHO}|\b(?:une?|{MANY}) d entre (?:eux|elles|nous|vous)\b|(?<!/ )\b\d{{1,3}} / \d{{1,3}}\b(?! /)"
)
SAYS = "dit|disait|pense|estime|regrette|raconte|explique|souligne|craint|deplore|reconnait|affirme|admet|avoue|confie|temoigne|juge|trouve|refuse|assure|rapporte|parle|nous|s oppose|a dit|a explique|a raconte|a confie|entendue?|interrogee?|rencontree?|interviewee?"
ONE = re.compile(
    rf"\b(?:l une? des|une? seule?|une? des|l unique|le seul|la seule) (?:de ces |des )?{KIND}{WHO}|\bune? {KIND}{WHO}(?= (?:[a-z]+ ){{0,3}}(?:{SAYS})\b)"
)
SHARE = re.compile(
    rf"\b(?:\d+(?: \d+)? %|(?:\d+|{MANY}) pour cents?\b|la moitie\b|(?:le|les|un|deux|trois|les deux|les trois|quatre) (?:tiers|quarts?|cinquiemes?)\b(?! (?:lieux?|secteur|monde|temps)\b))"
)
THING = re.compile(
    rf" {OF} (?:la |l |nos |ses |leurs? |notre |son |sa )?(?!{WHO}|(?:eux|elles|ceux|celles|nous|vous|reponses?|avis|entre|repondants?)\b)[a-z]{{3,}}"
)
ALL = re.compile(
    rf"\b(?:tou(?:te)?s (?:les |nos |ces )?{KIND}{GROUP}|aucune? (?:des )?{KIND}{GROUP}|(?:l ensemble|la totalite|la quasi totalite) des {GROUP}|"
    rf"chaque {GROUP}|chacune? des {GROUP}|pas une? (?:seule? )?{GROUP}|nul {GROUP}|les {GROUP} (?:[a-z]+ ){{0,3}}(?:tous|toutes)\b|"
    rf"unanim[a-z]*\b|sans exception\b|comme un seul homme\b)"
)
NEARLY = re.compile(
    rf"\b(?:(?:la )?plupart|(?:la |une )?(?:tres )?(?:grande|large|forte|ecrasante) majorite|presque (?:tous|toutes)|une minorite|la majorite)(?: {OF}| les)? (?:[a-z]+ ){{0,1}}?{WHO}"
)
BANDS = re.compile(
    rf"\b(?:(?P<few>quelques|quelques uns des|quelques unes des)|(?P<several>plusieurs|plusieurs des)|(?P<most>une majorite {OF})) {KIND}{WHO}"
)
TOTAL = re.compile(
    r"\b(?P<count>\d{1,4}|une (?:dizaine|quinzaine|vingtaine|trentaine)) (?:de |d )?(?:personnes?|entretiens?|interlocuteurs?|interviewes?)\b"
)
TENS = {"une dizaine": 10, "une quinzaine": 15, "une vingtaine": 20, "une trentaine": 30}


def counts(case: Case) -> Iterator[Refusal]:
    """Rule 4. The total of persons heard may be printed, and its rounding; nothing else that counts people."""
    for piece in case.pieces:
        line = piece.flat
        taken: list[tuple[int, int]] = []
        for pattern, why in patterns(piece):
            for match, start, end in line.found(pattern):
                if free(line, match, pattern, len(case.crowd)) or any(start < b and a < end for a, b in taken):
                    continue
                taken.append((start, end))
                yield refusal(case, piece, line, match, why)
        yield from bands(case, piece, line)


def patterns(piece: Piece) -> list[tuple[re.Pattern, str]]:
    exact = _("Un compte exact permet, par différence, de trouver qui.")
    whole = _("Ce qui est dit de tout un groupe est dit de chacun de ses membres.")
    found = [(NEARLY, exact), (ALL, whole), (SHARE, exact), (AMONG, exact), (COUNTS, exact)]
    # in a quotation, « un élu » is anybody; in a finding it is one of those who were heard
    return found if piece.verbatim else [*found, (ONE, exact)]


def free(line: Flat, match: re.Match, pattern: re.Pattern, heard: int) -> bool:
    """What looks like a count of voices and is none: the total of persons heard, more people than were
    heard, the share of a thing."""
    if pattern is SHARE:
        return THING.match(line.line, match.end()) is not None
    if pattern is COUNTS:
        total = TOTAL.match(line.line, match.start())
        if total:
            said = total["count"]
            return abs(TENS[said] - heard) < A_FEW if said in TENS else int(said) == heard
        number = match["number"]
        return number.isdigit() and int(number) > heard
    return False


def refusal(case: Case, piece: Piece, line: Flat, match: re.Match, why: str) -> Refusal:
    """In a finding, the band takes the place of the number in one click."""
    start, end = line.place(match.start(), match.end())
    words = "" if piece.verbatim else band(*share(case, piece))
    if not words:
        return Refusal(Rule.COUNT, piece.code, piece.text[start:end], why, _("Dites-le sans compter."))
    instead = _("Écrivez « %(band)s », ou dites-le sans compter.") % {"band": words}
    if "number" not in match.re.groupindex or words == MAJORITY:
        return Refusal(Rule.COUNT, piece.code, piece.text[start:end], why, instead)
    start, end = line.place(match.start("number"), match.end("number"))
    quote = piece.text[start:end]
    words = words.capitalize() if quote[0].isupper() else words
    return Refusal(Rule.COUNT, piece.code, quote, why, instead, words, start, end)


def share(case: Case, piece: Piece) -> tuple[int, int]:
    """How many voices are behind a finding, out of how many that its label covers."""
    covered = case.crowd.of(piece.label)
    return len(case.crowd.known(piece.voices) & covered), len(covered)


def bands(case: Case, piece: Piece, line: Flat) -> Iterator[Refusal]:
    """A band is what it says: from three to five, from six on, more than half with three people at least outside."""
    if piece.verbatim or not piece.voices:
        return
    behind, population = share(case, piece)
    for match, start, end in line.found(BANDS):
        holds = {
            "few": A_FEW <= behind < SEVERAL,
            "several": behind >= SEVERAL,
            "most": 2 * behind > population and population - behind >= VOICES,
        }[match.lastgroup]
        if not holds:
            words = band(behind, population)
            why = _("Ces mots ne disent pas combien de personnes le pensent.")
            instead = _("Écrivez « %(band)s ».") % {"band": words} if words else _("Dites-le sans compter.")
            yield Refusal(Rule.COUNT, piece.code, piece.text[start:end], why, instead)
