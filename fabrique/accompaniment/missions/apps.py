from django.apps import AppConfig


class MissionsConfig(AppConfig):
    name = "fabrique.accompaniment.missions"
    label = "missions"
