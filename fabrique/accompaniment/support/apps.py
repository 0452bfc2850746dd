from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "fabrique.accompaniment.support"
    label = "support"
