from django import template

from fabrique.core import audit
from fabrique.ground.people import navigation
from fabrique.ground.people.enums import Role
from fabrique.ground.people.verbs import FACTS

register = template.Library()


@register.inclusion_tag("people/tabs.html", takes_context=True)
def own_tabs(context) -> dict:
    return {"tabs": navigation.drawn(context["request"], navigation.own_tabs())}


@register.inclusion_tag("people/tabs.html", takes_context=True)
def administration_tabs(context) -> dict:
    request = context["request"]
    return {"tabs": navigation.drawn(request, navigation.administration_tabs(request.user))}


@register.filter
def verb(name: str) -> str:
    """A verb of the journal in words."""
    return str(audit.verb_name(name))


@register.filter
def kind(name: str) -> str:
    """What the act was about, where its area gave it a name; its verb says it otherwise."""
    return str(audit.kind_name(name)) if audit.is_named(name) else ""


@register.filter
def facts(written: dict) -> list[tuple[str, str]]:
    """What the journal noted, in words; codes that double a name stay out."""
    return [
        (str(FACTS.get(name, name)), str(Role(value).label) if name == "role" and value in Role.values else str(value))
        for name, value in written.items()
        if value is not None and not name.endswith("_code")
    ]


BROWSERS = ("Firefox", "Edg", "OPR", "Chrome", "Safari")
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


@register.filter
def device(agent: str) -> str:
    """« Firefox, Windows » from what a browser says of itself; its first words when it says something else."""
    browser = next((name for name in BROWSERS if name in agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in agent), "")
    return ", ".join(filter(None, [{"Edg": "Edge", "OPR": "Opera"}.get(browser, browser), system])) or agent[:40] or "—"
