"""A diagnostic that was listened to: ten interviews in two categories, coded, sealed; dull words."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from fabrique.accompaniment.diagnostics.enums import DiagnosticState, TeamRole
from fabrique.accompaniment.diagnostics.models import Contact, Diagnostic
from fabrique.accompaniment.diagnostics.notices import IN_FORCE
from fabrique.accompaniment.interviews.models import Interview
from fabrique.accompaniment.interviews.sealed import FACTS, Coded, Facts, keep, sealed
from fabrique.accompaniment.restitution import actions
from fabrique.accompaniment.restitution.drafts import open_desk
from fabrique.accompaniment.restitution.models import Edition, Review
from fabrique.core.vault.spaces import Space, Vault
from fabrique.ground.people.enums import Role, ScopeKind
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item
from fabrique.ground.territories.models import StatedFact
from tests.world import make_diagnostic, make_item, make_member, make_participation, make_person, make_scope, make_vault

SAID = (
    "canari des décisions arrivent sans explication", "canari les réunions finissent trop tard le soir",
    "canari on apprend les choses par le journal", "canari personne ne dit qui décide vraiment",
    "canari chacun avance de son côté", "canari le calendrier change sans prévenir",
    "canari les dossiers se perdent entre deux services", "canari on se parle peu entre voisins",
    "canari les projets manquent de temps", "canari la confiance revient doucement",
)  # fmt: skip


@dataclass
class Room:
    """What a test needs of it; `vault` is `author`'s."""

    diagnostic: Diagnostic
    author: Person
    supervisor: Person
    vault: Vault
    space: Space
    extracts: list[str]


def make_interview(room_space: Space, diagnostic: Diagnostic, author: Person, n: int, **facts) -> str:
    item = room_space.new_item()
    known = Facts(**{"contact": f"contact{n}", "category": ("elected", "agent")[n % 2], "may_quote": True} | facts)
    row = Interview.objects.create(
        code=item.code, diagnostic=diagnostic, author=author, facts=sealed(item, known, FACTS)
    )
    coded = Coded(text=SAID[n % len(SAID)], kind="weakness", theme="Le temps", coder=author.code)
    return keep(item, row, coded).code


def met(diagnostic: Diagnostic, author: Person, **fields) -> Contact:
    """Somebody who was heard, with an address and a link."""
    category = Item.objects.filter(key="elected").first() or make_item(ReferentialKey.CATEGORIES, "elected")
    number, now = diagnostic.contacts.count(), timezone.now()
    return Contact.objects.create(**{
        "diagnostic": diagnostic, "category": category, "proposed_by": author, "state": "met", "name": f"Nom {number}",
        "email": f"n{number}@example.invalid", "consent": IN_FORCE, "consented_at": now, "may_quote": True,
        "invited_at": now, "link_number": 1, "link_until": timezone.localdate() + timedelta(days=99),
    } | fields)  # fmt: skip


def make_room(*, panel: bool = False, inhabitants: int | None = 5000, **fields) -> Room:
    """`panel`: its ten voices are people of the contact list."""
    diagnostic = make_diagnostic(fields.pop("place", None) or make_participation(), state=DiagnosticState.ANALYSIS)
    if inhabitants:
        territory = diagnostic.participation.territory
        StatedFact.objects.create(territory=territory, kind="population", value=inhabitants, source="INSEE")
    author = make_member(diagnostic)
    supervisor = make_member(diagnostic, TeamRole.SUPERVISOR)
    vault = make_vault(author)
    space = vault.new_space()
    make_vault(supervisor)
    space.admit(supervisor.code)
    diagnostic.space = space.code
    diagnostic.save()
    known = [{"contact": met(diagnostic, author).code} if panel else {} for _n in range(10)]
    extracts = [make_interview(space, diagnostic, author, n, **facts) for n, facts in enumerate(known)]
    return Room(diagnostic, author, supervisor, vault, space, extracts)


def written(room: Room, *, quoted: bool = True) -> Room:
    """Three findings over the ten voices, seven quotations of seven people, one recommendation, limits."""
    by = {"diagnostic": room.diagnostic, "vault": room.vault, "by": room.author}
    parts = (("fragilities", room.extracts[:4]), ("tensions", room.extracts[3:7]), ("assets", room.extracts[6:]))
    findings = [
        actions.write_finding(
            **by, group=group, theme="Le temps", text="Le temps manque pour se parler.", extracts=tuple(codes)
        )
        for group, codes in parts
    ]
    if quoted:
        for finding, (_group, codes) in zip(findings, parts, strict=True):
            for code in codes[: 3 if finding is findings[0] else 2] if finding is not findings[2] else codes[1:3]:
                words = open_desk(room.vault, room.diagnostic)
                text = next(one.text for one in words.extracts() if one.code == code).removeprefix("canari ")
                actions.add_verbatim(**by, finding=finding, extract=code, text=text, agreed=False)
    actions.write_recommendation(
        **by, text="Se parler avant de décider.", theme="Le temps", addressee="la collectivité", horizon="soon",
        findings=(findings[0].code,),
    )  # fmt: skip
    actions.write_limits(**by, text="10 personnes ont été entendues.", seen=0)
    return room


def make_peer(*, vault: bool = True) -> tuple[Person, Vault | None]:
    """Who diagnoses elsewhere."""
    person = make_person(Role.DIAGNOSTICIAN, make_scope(ScopeKind.DIAGNOSTIC))
    return person, make_vault(person) if vault else None


def frozen(room: Room) -> Edition:
    return actions.make_edition(diagnostic=room.diagnostic, vault=room.vault, by=room.author)


def in_review(room: Room, edition: Edition) -> list[tuple[Review, Vault]]:
    peers = [make_peer(), make_peer()]
    return [
        (actions.name_reviewer(edition=edition, vault=room.vault, reviewer=person, by=room.author), vault)
        for person, vault in peers
    ]


def sign(review: Review, vault: Vault, grade: int = 1, **more) -> Review:
    note = "" if grade < 3 else "À reformuler."
    given = {"grade": grade, "risks": {}, "note": note} | more
    review = Review.objects.get(pk=review.pk)
    return actions.sign_review(review=review, vault=vault, by=review.reviewer, **given)


def cleared(room: Room) -> Edition:
    edition = frozen(room)
    for review, vault in in_review(room, edition):
        sign(review, vault)
    edition.refresh_from_db()
    return edition
