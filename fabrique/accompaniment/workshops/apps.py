from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "fabrique.accompaniment.workshops"
    label = "workshops"
