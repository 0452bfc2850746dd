"""Load the demonstration: idempotent, one transaction, and one line in the journal.

Rows are written as the files state them, by natural keys, so that loading again mends what was changed and doubles
nothing; the rules of the areas' actions are for people, these are facts already checked.
"""

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from fabrique.core import audit, instance
from fabrique.core.vault.router import KEYS
from fabrique.roof.demo.load import (
    agenda,
    agora,
    alliance,
    circles,
    cohort,
    companions,
    delegations,
    diagnostics,
    door,
    evaluation,
    fantastics,
    institutions,
    life,
    missions,
    narratives,
    newsletters,
    opinions,
    peers,
    people,
    projects,
    questions,
    reports,
    sessions,
    space,
    vaults,
    workshops,
)

DATA = Path(__file__).parent.parent / "data"
COHORTS = ("occitanie", "fictive")
MARK = "demonstration"


@cache
def read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


def signature() -> str:
    """Of the files and of the code that loads them: what tells whether loading again would change anything."""
    sources = [*sorted(DATA.glob("*.toml")), *sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def loaded() -> bool:
    return instance.values().get(MARK) == signature()


@transaction.atomic
@transaction.atomic(using=KEYS)
def load() -> None:
    administrator = people.load_administrator()
    items = alliance.load_referentials(read("taxonomy"), by=administrator)
    alliance.load_alliance(read("alliance"))
    for name in COHORTS:
        cohort.load_cohort(read(name), items, by=administrator)
    people.load_people()
    delegations.load(read("fictive_delegations"), by=administrator)
    for name in COHORTS:
        agenda.load_agenda(read(name))
    newsletters.load_newsletters(read("fictive"), by=administrator)
    life.load_life(read("fictive-life"))
    door.load_door(read("fictive-door"))
    companions.load_companions(read("fictive_companions"))
    space.load_space(read("fictive-space"))
    sessions.load_sessions(read("fictive-sessions"))
    projects.load_stated()
    projects.load_projects(read("fictive_projects"))
    institutions.load_stated(read("occitanie"))
    institutions.load_invented(read("fictive-institution"))
    circles.load_circles(read("fictive_circles"))
    missions.load_missions(read("fictive_missions"))
    narratives.load_narratives(read("fictive_narratives"))
    evaluation.load_evaluation(read("fictive_evaluation"), by=administrator)
    vaults.load_vaults()
    diagnostics.load_diagnostics(read)
    peers.load_peers(read("fictive_peers"))
    questions.load_questions(read("fictive_questions"))
    workshops.load_workshops(read("fictive_workshops"))
    opinions.load_vote(read("fictive_opinions"))
    fantastics.load_referential(read("fantastics"), by=administrator)
    fantastics.load_proposals(read("fantastics"))
    agora.load_agora(read("fictive_agora"))
    reports.load_published("occitanie")
    reports.load_validation(read("fictive_report"))
    instance.write(**{MARK: signature()})
    audit.record(administrator, "demonstration-loaded")
