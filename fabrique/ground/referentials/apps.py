from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReferentialsConfig(AppConfig):
    name = "fabrique.ground.referentials"
    label = "referentials"

    def ready(self):
        autodiscover_modules("verbs", "referential_sources")
