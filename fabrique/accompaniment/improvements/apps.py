from django.apps import AppConfig


class ImprovementsConfig(AppConfig):
    name = "fabrique.accompaniment.improvements"
    label = "improvements"
