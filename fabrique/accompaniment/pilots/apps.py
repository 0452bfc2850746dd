from django.apps import AppConfig


class PilotsConfig(AppConfig):
    name = "fabrique.accompaniment.pilots"
    label = "pilots"
