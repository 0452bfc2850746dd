from django import template

from fabrique.core.live.telling import now

register = template.Library()


@register.inclusion_tag("live/channel.html")
def live_channel(address: str, number: int, who: str = "") -> dict:
    """Once in a page that `core/live.js` keeps up to date: `number` was read before the rest (`live.current`).

    `who` sends from it: what this tab keeps for somebody is never sent in the name of another.
    """
    return {"address": address, "number": number, "who": who, "now": now()}
