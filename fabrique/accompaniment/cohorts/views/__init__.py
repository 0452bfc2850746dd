from fabrique.accompaniment.cohorts.views.catalogue import cohort_list, open_cohort
from fabrique.accompaniment.cohorts.views.composition import (
    ambition,
    edit_ambition,
    edit_partner,
    essential,
    leave,
    move,
    partners,
    remove_ambition,
    remove_partner,
    territories,
)
from fabrique.accompaniment.cohorts.views.design import answer_lever, levers, loads, remove_load
from fabrique.accompaniment.cohorts.views.newsletters import newsletters
from fabrique.accompaniment.cohorts.views.phases import edit_phase, phases, remove_phase, shift_phase

__all__ = [
    "ambition",
    "answer_lever",
    "cohort_list",
    "edit_ambition",
    "edit_partner",
    "edit_phase",
    "essential",
    "leave",
    "levers",
    "loads",
    "move",
    "newsletters",
    "open_cohort",
    "partners",
    "phases",
    "remove_ambition",
    "remove_load",
    "remove_partner",
    "remove_phase",
    "shift_phase",
    "territories",
]
