from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    name = "fabrique.ground.people"
    label = "people"

    def ready(self):
        autodiscover_modules("verbs", "personal_data", "hats", "own_pages")
