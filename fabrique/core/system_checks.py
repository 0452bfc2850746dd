"""Django checks: what would let a page out without a rule, or a list without `visible_to`."""

from django.conf import settings
from django.core.checks import Error, register
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from fabrique.core.middleware import rule_of


def patterns(resolver: URLResolver | None = None, prefix: str = ""):
    """Every URL pattern of the site with its whole route: `("territoires/<code>/", pattern)`."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, entry


@register
def every_view_names_its_rule(app_configs, **options):
    foreign = {prefix: import_string(rule) for prefix, rule in settings.FOREIGN_VIEW_RULES.items()}
    return [
        Error(f"« {route} » names no rule: use @guarded.", id="fabrique.E001")
        for route, pattern in patterns()
        if rule_of(pattern.callback, foreign) is None
    ]
