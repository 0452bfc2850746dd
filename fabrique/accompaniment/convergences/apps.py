from django.apps import AppConfig


class ConvergencesConfig(AppConfig):
    name = "fabrique.accompaniment.convergences"
    label = "convergences"
