"""What a person to be met is told and agrees to (R356). A wording that was used is never rewritten: another one is added.

`tests/test_notices.py` holds the print of each. The French text binds; the English one says the same.
"""

from django.utils.translation import get_language

IN_FORCE = "2026-11"
WORDINGS = {
    "2026-11": {
        "fr": (
            "Une équipe extérieure au territoire écoute une vingtaine de personnes, puis dit au territoire ce qu’elle a compris.",
            "Ce que vous direz n’est lu que par cette équipe et la personne qui la supervise. Ni vos responsables, ni les élus, ni la Région, ni qui finance, ni l’association ne le liront.",
            "Les notes sont fermées à clé : la machine qui les garde ne peut pas les lire, et qui l’administre non plus. Elle connaît seulement, sous sa propre clé, votre nom et votre adresse, pour vous inviter.",
            "La restitution est collective. Elle ne dit ni qui a été rencontré, ni qui a dit quoi. Vous y serez invité.",
            "Vous pouvez ne pas répondre à une question, arrêter, et retirer tout ce que vous avez dit jusqu’à la restitution, par ce lien, sans vous justifier.",
            "Quatre-vingt-dix jours après la restitution au plus, vos coordonnées et les notes sont détruites.",
        ),
        "en": (
            "A team from outside the territory listens to about twenty people, then tells the territory what it has understood.",
            "What you say is read only by this team and the person who supervises it. Neither your superiors, nor elected officials, nor the Region, nor funders, nor the association will read it.",
            "The notes are under lock: the machine that keeps them cannot read them, nor can whoever runs it. It only knows, under a key of its own, your name and address, to invite you.",
            "What is given back is collective. It tells neither who was met nor who said what. You will be invited.",
            "You may leave a question unanswered, stop, and withdraw all that you said until it is given back, by this link, without a reason.",
            "Ninety days at most after it is given back, your details and the notes are destroyed.",
        ),
    },
}  # fmt: skip


def wording(key: str = IN_FORCE) -> tuple[str, ...]:
    return WORDINGS[key]["en" if get_language() == "en" else "fr"]
