from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "fabrique.core"
    label = "core"

    def ready(self):
        from fabrique.core import system_checks  # noqa: F401, PLC0415  Django registers checks at import

        autodiscover_modules("verbs", "inbox", "boards", "ties", "doors")
