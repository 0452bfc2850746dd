"""The village of the diagnostic that journeys live: its people, and what is prepared inside the instance by the acts that the
buttons call.
"""

VILLAGE, COHORT = "Pré-aux-Merles", "/parcours/cohortes/fictive/"
PHRASE = "trois merles dans la haie mouillée"
LISTENER, READERS = "ecoute@example.invalid", ("relit-1@example.invalid", "relit-2@example.invalid")
PROPOSED, ADDED, ADDRESS = "Odile Ravenel", "Séverin Maupas", "severin@example.invalid"
CANARY = "le pressoir d’Anselme brûle"
SAID, QUOTE = "On apprend les décisions par l’affiche.", "on apprend les décisions par le journal"
REFUSED = "Douze habitants trouvent que le temps manque."
PEOPLE = ("elected", "agent", "state", "socio-economic")
SETTLE = f"""
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.vault import keys
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.ground.people.enums import ScopeKind
from tests.world import make_participation, make_person, make_scope, make_territory
place = make_participation(Cohort.objects.get(code="fictive"), make_territory(code="pre-aux-merles", name="{VILLAGE}"))
place.territory.facts.create(kind="population", value=4200, source="fiction")
for role in ("delegation-referent", "number-one", "delegation-member"):
    RoleGrant.objects.create(person=Person.objects.get(email=role + "@demo.invalid"), role=role, scope=place.scope)
make_person(email="{LISTENER}", name="Nadège Écoute")
for number, address in enumerate({READERS}):
    reader = make_person(email=address, name=f"Personne qui relit {{number + 1}}")
    elsewhere = make_scope(ScopeKind.DIAGNOSTIC, f"ailleurs-{{number}}")
    RoleGrant.objects.create(person=reader, role="diagnostician", scope=elsewhere)
    keys.make(reader.code, "{PHRASE}")
"""
HERE = f"""
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.ground.people.models import Person
diagnostic = Diagnostic.objects.get(participation__territory__name="{VILLAGE}")
listener = Person.objects.get(email="{LISTENER}")
"""
PANEL = f"""{HERE}
from fabrique.accompaniment.diagnostics.actions import panel
from fabrique.ground.referentials.models import Item
from fabrique.ground.referentials.enums import ReferentialKey
items = Item.objects.of(ReferentialKey.CATEGORIES, within=diagnostic.participation.scope)
for number in range(18):
    category = items.get(key={PEOPLE}[number % 4], parent=None)
    panel.propose(diagnostic=diagnostic, category=category, name=f"Ysolde{{number}} Brévan{{number}}", function="", by=listener)
"""
LISTENED = f"""{HERE}
from dataclasses import replace
from fabrique.accompaniment.diagnostics.actions import panel
from fabrique.accompaniment.interviews import actions, contacts
from fabrique.accompaniment.interviews.sealed import Coded
from fabrique.core.vault import keys
from fabrique.core.vault.spaces import Vault
pair = keys.KeyPair.objects.get(holder=listener.code)
space = Vault(listener.code, keys.private_of(pair, "{PHRASE}")).space(diagnostic.space)
for number, contact in enumerate(diagnostic.contacts.filter(state="invited").order_by("pk")):
    if contact.name in ("{PROPOSED}", "{ADDED}"):
        continue
    contact = panel.meet(contact=contact, by=listener, consented=True, may_quote=True)
    facts = contacts.first_facts(contact, {{}})
    facts = replace(facts, contact=contact.code)
    interview = actions.begin(diagnostic=diagnostic, space=space, by=listener, facts=facts)
    item = space.item(interview.code)
    text = f"On se parle peu d’une rue à l’autre, et le bois {{number}} reste à couper."
    actions.save_notes(interview=interview, item=item, text=text, by=listener, seen=interview.notes.version)
    words = "On se parle peu d’une rue à l’autre"
    coded = Coded(text=words, start=0, end=len(words), kind="weakness", theme="Le temps", coder=listener.code)
    actions.code(interview=interview, item=item, coded=coded, by=listener)
"""
QUOTED = f"""{HERE}
from fabrique.accompaniment.restitution import actions
from fabrique.accompaniment.restitution.drafts import open_desk
from fabrique.core.vault import keys
from fabrique.core.vault.spaces import Vault
vault = Vault(listener.code, keys.private_of(keys.KeyPair.objects.get(holder=listener.code), "{PHRASE}"))
finding = diagnostic.findings.get()
said = ("on se parle peu entre voisins", "les réunions finissent trop tard le soir", "personne ne dit qui décide vraiment", "chacun avance de son côté",
        "le calendrier change sans prévenir", "les dossiers se perdent en route", "la confiance revient doucement")
mine = [one for one in open_desk(vault, diagnostic).extracts() if one.text != "{SAID}"]
for extract, text in zip(mine, said):
    actions.add_verbatim(diagnostic=diagnostic, vault=vault, by=listener, finding=finding, extract=extract.code, text=text, agreed=False)
"""
INVITED = f"""{HERE}
from fabrique.accompaniment.diagnostics.actions import inviting
for contact in inviting.uninvited(diagnostic):
    inviting.note_invited(contact=contact, by=listener)
"""
CODES = f"""{HERE}
import json
codes = {{"diagnostic": diagnostic.code, "letter": "invitation"}}
for name, rows in (("interview", diagnostic.interviews), ("extract", diagnostic.extracts), ("contact", diagnostic.contacts),
                   ("slot", diagnostic.slots), ("member", diagnostic.members), ("target", diagnostic.targets),
                   ("finding", diagnostic.findings), ("verbatim", diagnostic.verbatims),
                   ("recommendation", diagnostic.recommendations), ("edition", diagnostic.editions)):
    codes[name] = rows.order_by("pk").first().code
codes["review"] = diagnostic.editions.first().reviews.first().code
codes["restitution"] = diagnostic.editions.first().restitution.code
print(json.dumps(codes))
"""
POST = "from fabrique.ground.messages import tasks; tasks.send_issues(); tasks.post_letters()"
