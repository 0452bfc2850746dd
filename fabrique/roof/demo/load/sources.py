"""Where each fact comes from, in words a reader knows."""

import re

NAMES = {
    "S0": "Programme d’accompagnement pilote (2021-2022)",
    "S1": "Présentation de la Fabrique des transitions (2025)",
    "S2": "Les 4 Fantastiques des territoires en transition (2022)",
    "S3": "Stratégie de développement coopératif (2021)",
    "S4": "Rapport de la cohorte Occitanie (2025)",
}
FICTION = "inventé pour la démonstration"


def cited(source: str) -> str:
    """« S4 L137, L150-L161, S1 L5 » in words; an invention says so."""
    if source == "fiction":
        return FICTION
    words = re.sub(r"\bS\d\b", lambda tag: f"{NAMES[tag[0]]},", source)
    return re.sub(r"\bL(\d+)", r"l. \1", words).replace("-l. ", "-").replace(", l. ", ", l. ", 1)
