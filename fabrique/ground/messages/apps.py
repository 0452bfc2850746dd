from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MessagesConfig(AppConfig):
    name = "fabrique.ground.messages"
    label = "letters"  # Django's own « messages » holds the other word

    def ready(self):
        autodiscover_modules("newsletter", "due")
