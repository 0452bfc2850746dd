"""No word said in confidence lies outside the vault, whatever breaks (reliability 3, 4.2).

A real server, its logs at their loudest, is told hundreds of invented words through its pages, broken in each
confidential page with the words in hand, then stopped; every byte of its folder is read: databases and their journals,
keys, files, mail, temporary files, logs, a backup restored, the export, the pages that others saw. Seen red: with
Python's own log lines, and with large bodies let in.
"""

import io
import json
import re
import zipfile

import pytest

from fabrique.core.system_checks import patterns
from tests.instance import Instance
from tests.operations.browsing import Browser
from tests.operations.scanning import found_in, writings
from tests.operations.telling import MARK, Words, breaking, canaries, carried_away
from tests.world import PASSPHRASE

# the first one first: what is asked there for good does not happen
PLACES = ("database", "open", "page", "seal", "answer")
# a place of its own under the server's key: who is to be met
CONTACTS = {"diagnostics:contacts", "diagnostics:add-contact", "diagnostics:edit-contact"}
# two diagnostics in one team's hands, one listening and one written, and a third whose vault is not there yet
PREPARE = """
import json
from django.conf import settings
from django.test import Client
from fabrique.accompaniment.diagnostics.enums import TeamRole
from fabrique.accompaniment.diagnostics.models import Member
from fabrique.accompaniment.restitution.tests.listened import frozen, in_review, make_room, written
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import make_diagnostic, make_item, make_member, make_organisation, make_person, make_vault
settings.VAULT_COST = {"memory": 64, "rounds": 1}
category = make_item(ReferentialKey.CATEGORIES, "elected")
for word in PUBLIC_:
    make_organisation(name=word)
room = written(make_room())
ada, listened, bare = room.author, make_diagnostic(), make_diagnostic()
for diagnostic in (listened, bare):
    like = Member.objects.get(person=make_member(diagnostic))
    Member.objects.filter(pk=like.pk).update(person=ada)
    RoleGrant.objects.filter(person=like.person).update(person=ada)
bela = make_member(listened, TeamRole.SUPERVISOR)
make_vault(bela)
listened.space = room.vault.new_space().code
listened.key_to_change = True
listened.save()
edition = frozen(room)
review = in_review(room, edition)[0][0]
def session(person):
    client = Client()
    client.force_login(person)
    return client.cookies["session"].value
print(json.dumps({
    "listened": listened.code, "written": room.diagnostic.code, "bare": bare.code, "category": category.key,
    "ada": session(ada), "reader": session(review.reviewer), "admin": session(make_person(Role.PLATFORM_ADMINISTRATOR)),
    "finding": room.diagnostic.findings.first().code, "verbatim": room.diagnostic.verbatims.first().code,
    "recommendation": room.diagnostic.recommendations.first().code, "quoted": room.extracts[0],
    "edition": edition.code, "review": review.code, "member": Member.objects.get(person=bela).code,
}))
"""


def version_in(page: str) -> str:
    return re.search(r'name="version" value="(\d+)"|value="(\d+)"[^>]*name="version"', page).group(1)


def document(word: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", (
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
            f"{word}</w:t></w:r></w:p></w:body></w:document>"))  # fmt: skip
    return out.getvalue()


def listen(browser: Browser, home: str, words: Words) -> tuple[str, str]:
    """One interview from its beginning to its codes, with a conflict, an import and bad input; its address and an extract's."""
    room = browser.post(f"{home}entretiens/commencer", function=words.take(), category="elected")[2]
    quote = words.take()
    assert browser.post(f"{room}notes", script=True, version=1, text=f"{quote} {words.take()}")[0] == 200
    assert browser.post(f"{room}notes", script=True, version=1, text=words.take())[0] == 409
    assert browser.post(room, version=1, text=words.take())[0] == 200
    assert browser.post(f"{room}notes", script=True, version="x", text=words.take())[0] == 400
    page = browser.get(f"{room}fiche")[1]
    assert browser.post(f"{room}fiche", version=version_in(page), category="elected", function=words.take(),
                        consent=words.take(), minutes=50, day="2026-03-02")[0] == 302  # fmt: skip
    assert browser.post(f"{room}fiche", version=9, minutes="x", function=words.take())[0] == 200
    assert browser.send(f"{room}importer", f"{words.take()}.docx", document(words.take()), version=2)[0] == 302
    assert browser.send(f"{room}importer", f"{words.take()}.pdf", f"%PDF-{words.take()}".encode(), version=3)[0] == 200
    assert (
        browser.send(f"{room}importer", f"{words.take()}.txt", (words.take() * 150_000).encode(), version=3)[0] == 413
    )
    back = browser.post(
        f"{room}codage", quote=quote, kind="strength", intensity=1, theme=words.take(), memo=words.take()
    )[2]
    extract = f"{home}extraits/{back.rpartition('#p-')[2]}"
    assert browser.post(f"{room}codage", quote=words.take(), kind="strength", intensity=1)[0] == 200
    assert browser.post(f"{room}second-codage", quote=quote, kind="weakness", intensity=1, memo=words.take())[0] == 302
    assert (
        browser.post(extract, version=1, kind="strength", intensity=2, theme=words.take(), memo=words.take())[0] == 302
    )
    assert browser.post(f"{home}recherche", words=words.take())[0] == 200
    assert browser.post(f"{room}effacer", written=words.take()[:20])[0] == 200
    return room, extract


def write(browser: Browser, home: str, known: dict, words: Words) -> None:
    """A restitution being written, and the list of who is met, with bad input."""
    desk = f"/parcours/diagnostics/{known['written']}/restitution/"
    finding = {"group": "assets", "theme": words.take(), "text": words.take(), "order": 1}
    assert browser.post(f"{desk}constats/nouveau", version=0, **finding)[0] == 302
    assert (
        browser.post(f"{desk}constats/nouveau", version=0, **finding | {"text": words.take(), "order": "x"})[0] == 200
    )
    assert browser.post(f"{desk}constats/{known['finding']}", version=7, **finding | {"text": words.take()})[0] == 200
    assert browser.post(f"{desk}constats/{known['finding']}/remarque", text=words.take())[0] == 302
    assert browser.post(f"{desk}citations/{known['verbatim']}", version=1, agreed="True", text=words.take())[0] == 302
    advice = {"text": words.take(), "addressee": words.take(), "order": 1}
    assert browser.post(f"{desk}recommandations/nouvelle", version=0, **advice)[0] == 302
    for part in ("limites", "garde/liste"):
        version = version_in(browser.get(f"{desk}{part}")[1])
        assert browser.post(f"{desk}{part}", version=version, text=words.take())[0] == 302
    assert browser.get(f"{desk}garde")[0] == 200
    person = {"name": words.take(), "email": f"{words.plain()}@example.invalid", "function": words.take(),
              "why": words.take(), "phone": words.take(), "category": known["category"], "voice": "usual", "language": "fr"}  # fmt: skip
    assert browser.post(f"{home}personnes/ajouter", **person)[0] == 302
    assert browser.post(f"{home}personnes/ajouter", **person | {"email": words.take()})[0] == 200
    assert browser.get(f"{home}personnes/")[0] == 200


def everywhere(known: dict, home: str, room: str, extract: str, contact: str) -> dict[str, str]:
    """The address of each confidential page by its name, whatever area it belongs to and whatever is added to it."""
    known = known | {
        "interview": room.strip("/").split("/")[-1],
        "extract": extract.rpartition("/")[2],
        "contact": contact,
    }
    found = {}
    for route, pattern in patterns():
        area = pattern.lookup_str.split(".")[2]
        name = f"{area}:{pattern.name}"
        if not getattr(pattern.callback, "confidential", False) and name not in CONTACTS:
            continue
        mine = known | {"diagnostic": known["written"] if area == "restitution" else known["listened"]}
        mine |= {"diagnostic": known["bare"]} if name == "diagnostics:open-space" else {}
        mine |= {"extract": known["quoted"]} if area == "restitution" else {}
        found[name] = "/" + re.sub(r"<\w+:(\w+)>", lambda m, mine=mine: mine[m[1]], route)
    return found


def break_all(
    instance: Instance,
    browsers: dict[str, Browser],
    pages: dict[str, str],
    known: dict,
    words: Words,
    *,
    all_places: bool,
) -> set[str]:
    """Ask every page in every way while each place is broken; the names of those that broke at least once."""
    broken: set[str] = set()
    for where in PLACES:
        told = instance.folder / f"break-{where}"
        told.touch()
        for name, address in pages.items():
            if name in broken and not all_places:
                continue
            browser, word = browsers.get(name, browsers[""]), words.take()
            asked = {"version": 3, "text": word, "function": word, "quote": word, "words": word, "memo": word, "theme": word,
                     "kind": "strength", "intensity": 1, "written": "effacer" if (name, where) == ("interviews:erase", "database") else word,
                     "name": word, "category": known["category"], "language": "fr", "review": known["review"]}  # fmt: skip
            statuses = {browser.get(address)[0], browser.post(address, **asked)[0]}
            if name == "interviews:save":
                statuses.add(browser.post(address, script=True, **asked)[0])
            if name == "interviews:bring":
                statuses.add(browser.send(address, f"{word}.txt", word.encode(), version=3)[0])
            broken |= {name} if 500 in statuses else set()
        told.unlink()
    return broken


def keep_pages(instance: Instance, browser: Browser, name: str, known: dict) -> None:
    """What somebody else sees, kept with the rest to be read."""
    homes = [f"/parcours/diagnostics/{known[one]}/" for one in ("listened", "written")]
    inside = [
        f"{homes[0]}entretiens/",
        f"{homes[0]}personnes/",
        f"{homes[1]}restitution/",
        f"{homes[1]}restitution/versions",
    ]
    for n, address in enumerate(
        ("/", "/etabli/", "/administration/journal/", "/organisations/", "/sante", *homes, *inside)
    ):
        (instance.folder / "pages" / f"{name}-{n}.html").write_text(browser.get(address)[1])


def prepare(place: Instance, *public: str) -> dict:
    return json.loads(place.python(PREPARE.replace("PUBLIC_", repr(list(public)))).rpartition("\n")[2])


def opened(port: int, session: str) -> Browser:
    browser = Browser(port, session)
    assert browser.post("/moi/coffre/ouvrir", passphrase=PASSPHRASE)[0] == 302
    return browser


@pytest.mark.proof(3)
def test_no_word_lies_outside_the_vault(place, prepared, proof):
    words, public = Words(proof.size(30, 200)), canaries(proof.size(5, 20), 42, mark="")
    known = prepare(place, *public)
    home = f"/parcours/diagnostics/{known['listened']}/"

    with breaking(place) as port:
        browser, reader = opened(port, known["ada"]), opened(port, known["reader"])
        write(browser, home, known, words)
        while words.left or len(words.given) < 30:
            room, extract = listen(browser, home, words)
        contact = re.search(rf"{home}personnes/(\w{{8}})\b", browser.get(f"{home}personnes/")[1]).group(1)
        pages = everywhere(known, home, room, extract, contact)
        broken = break_all(place, {"": browser, "restitution:review": reader}, pages, known, words,
                           all_places=proof.size(False, True))  # fmt: skip
        for name, session in (("admin", known["admin"]), ("visitor", "")):
            keep_pages(place, Browser(port, session), name, known)
        browser.post("/moi/coffre/fermer")
        assert browser.post(f"{room}notes", script=True, version=1, text=words.take())[0] in (403, 410, 423)
        browser.post(room, version=1, text=words.take())
    assert " DEBUG " in (place.folder / "server.log").read_text(), "the logs were not at their loudest"
    carried_away(place, prepared)
    found = found_in(place.folder, [*words.given, PASSPHRASE, *public], MARK)

    leaks = {word: files for word, files in found.items() if files and word not in public}
    seen = min(len(found[word]) for word in public)
    proof.record(len(leaks), f"of {len(words.given)} words found outside the vault", goal=0, control_seen_red=seen >= 3)
    proof.record(len(broken), f"of {len(pages)} confidential pages broken", goal=len(pages), control_seen_red=True)
    assert leaks == {}
    assert broken == set(pages)
    assert seen >= 3


def test_careless_log_and_a_spilled_body_would_be_seen(place):
    """The controls: with each protection off, the same sweep finds the words."""
    words, known = Words(2), prepare(place)
    home = f"/parcours/diagnostics/{known['listened']}/"

    with breaking(place, LEAK="logs,disk") as port:
        browser = opened(port, known["ada"])
        (place.folder / "break-seal").touch()
        said = words.take()
        assert browser.post(f"{home}entretiens/commencer", function=said)[0] == 500
        (place.folder / "break-seal").unlink()
        room = browser.post(f"{home}entretiens/commencer", category="")[2]
        spilled = words.take()
        browser.send(f"{room}importer", "n.txt", (spilled * 150_000).encode(), version=1)
    found = found_in(place.folder, [said, spilled], MARK)

    assert "server.log" in found[said]
    assert any(name.startswith("spilled") for name in found[spilled])


@pytest.mark.parametrize("mark", ["", "Canari-é"])
@pytest.mark.parametrize("written", sorted(writings("Canari-été-vingt-quatre")))
def test_every_writing_of_a_word_is_found(tmp_path, written, mark):
    (tmp_path / "a").write_bytes(b"\x00before" + written + b"after\xff")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside", b"before" + written)

    found = found_in(tmp_path, ["Canari-été-vingt-quatre"], mark)

    assert found == {"Canari-été-vingt-quatre": {"a", "b.zip"}}
