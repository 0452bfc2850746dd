"""Command of the vaults: begin again for somebody who lost everything that opened theirs."""

from fabrique.core.cli import Refusal, argument, command, words
from fabrique.ground.keyring import actions
from fabrique.ground.people.models import Person


@command(
    "vault forget",
    "détruit les clés d’une personne qui a perdu sa phrase et sa fiche, pour qu’elle refasse un coffre",
    "destroy the keys of somebody who lost their phrase and their sheet, so that they make a vault again",
    argument("email", help=words("adresse de la personne", "address of the person")),
    argument("--alone", action="store_true", help=words(
        "aussi quand elle seule pouvait ouvrir un diagnostic : ses notes sont perdues",
        "also when nobody else could open a diagnostic: its notes are lost")),
)  # fmt: skip
def forget(arguments):
    """A command and no page: a stolen session could otherwise destroy what its owner alone can open."""
    person = Person.objects.filter(email__iexact=arguments.email).first()
    if person is None:
        raise Refusal(words("Personne n’a cette adresse.", "Nobody has this address."))
    alone = actions.alone(person)
    if alone and not arguments.alone:
        raise Refusal(words(
            f"Personne d’autre n’ouvre {len(alone)} des diagnostics de cette personne : leurs notes seraient perdues. "
            "Si elles le sont déjà, ajoutez --alone.",
            f"Nobody else opens {len(alone)} of this person's diagnostics: their notes would be lost. If they already are, "
            "add --alone."))  # fmt: skip
    if not actions.forget_keys(person=person):
        raise Refusal(words("Cette personne n’a pas de coffre.", "This person has no vault."))
    print(words("Clés détruites. La personne peut refaire un coffre, et son équipe lui redonner la clé.",
                "Keys destroyed. They can make a vault again, and their team can give them the key."))  # fmt: skip
