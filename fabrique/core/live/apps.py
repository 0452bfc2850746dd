from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "fabrique.core.live"
    label = "live"
