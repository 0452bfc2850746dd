from django.conf import settings

from fabrique.core.cli import Refusal, argument, command, words


@command(
    "demo load", "charge la démonstration", "load the demonstration",
    argument("--once", action="store_true", help=words("seulement si elle a changé", "only if it changed")),
)  # fmt: skip
def demo_load(arguments):
    if settings.PRODUCTION:
        raise Refusal(
            words(
                "FABRIQUE_ENV vaut « production » : la démonstration ne se charge pas dans une instance réelle.",
                "FABRIQUE_ENV is “production”: the demonstration is never loaded into a real instance.",
            )
        )
    from fabrique.roof.demo import load  # noqa: PLC0415  half a second that the other commands need not wait

    if arguments.once and load.loaded():
        return
    print(words("Chargement de la démonstration…", "Loading the demonstration…"), flush=True)
    load.load()
    print(words("Démonstration chargée.", "Demonstration loaded."), flush=True)
