"""What a cohort starts from until it writes its own ground rules."""

from django.utils.translation import gettext as _


def proposed() -> str:
    return "\n".join([
        _("On parle en son nom, de ce que l’on a vécu."),
        _("On laisse finir qui parle ; on demande avant de contredire."),
        _("On discute les idées et les actes, jamais les personnes."),
        _("Ce qui se dit ici reste ici ; ce que l’on apprend peut sortir, sans nom."),
        _("Chacun peut se taire, et chacun peut dire « stop »."),
        _("Une parole blessante est dite tout de suite, ou plus tard en confiance à qui conduit la cohorte."),
    ])  # fmt: skip


def lines(rules) -> list[str]:
    """The rules one by one: the cohort's own, or those proposed."""
    text = rules.text if rules else proposed()
    return [line.strip() for line in text.splitlines() if line.strip()]
