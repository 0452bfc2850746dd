"""`fabrique init`: an empty production instance and its first administrator."""

import sys

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.validators import validate_email
from django.db import transaction

from fabrique.core import audit, instance
from fabrique.core.cli import Refusal, argument, command, words
from fabrique.ground.people.actions import create_person, give_role
from fabrique.ground.people.enums import Role, ScopeKind
from fabrique.ground.people.models import RoleGrant, Scope

QUESTIONS = {
    "alliance": words("Nom de l’alliance", "Name of the alliance"),
    "publisher": words(
        "Éditeur du site (organisation responsable)", "Publisher of the site (responsible organisation)"
    ),
    "name": words("Nom de la première personne qui administre", "Name of the first administrator"),
    "email": words("Son adresse de courriel", "Their e-mail address"),
}


@command(
    "init", "prépare une instance vide et sa première administration", "prepare an empty instance and its first administrator",
    *(argument(f"--{name}", help=question) for name, question in QUESTIONS.items()),
)  # fmt: skip
def init(arguments):
    """Once for an instance. What the arguments do not say is asked when somebody is there to answer."""
    call_command("migrate", verbosity=0, interactive=False)
    if RoleGrant.objects.filter(role=Role.PLATFORM_ADMINISTRATOR).exists():
        raise Refusal(words("Cette instance est déjà préparée.", "This instance is initialised already."))
    answers = {name: (getattr(arguments, name) or ask(name)).strip() for name in QUESTIONS}
    try:
        validate_email(answers["email"])
    except ValidationError as fault:
        raise Refusal(
            words(f"« {answers['email']} » n’est pas une adresse.", f"“{answers['email']}” is not an address.")
        ) from fault
    begin(**answers)
    print(words(f"« {answers['alliance']} » est prête. {answers['email']} peut se connecter avec un code reçu par courriel.",
                f"“{answers['alliance']}” is ready. {answers['email']} can sign in with a code sent by e-mail."))  # fmt: skip


def ask(name: str) -> str:
    if not sys.stdin.isatty():
        raise Refusal(words(f"Il manque --{name} : {QUESTIONS[name]}.", f"--{name} is missing: {QUESTIONS[name]}."))
    answer = ""
    while not answer.strip():
        answer = input(f"{QUESTIONS[name]} : ")
    return answer


@transaction.atomic
def begin(*, alliance: str, publisher: str, name: str, email: str) -> None:
    """Settings, the platform's scope, the first person, their role: all or nothing."""
    instance.write(alliance_name=alliance, publisher=publisher, contact_email=email)
    scope, _made = Scope.objects.get_or_create(kind=ScopeKind.PLATFORM, code="platform", defaults={"label": alliance})
    person = create_person(by=None, email=email, name=name)
    give_role(by=None, person=person, role=Role.PLATFORM_ADMINISTRATOR, scope=scope)
    audit.record(None, "instance-initialised")
