from django.apps import AppConfig


class CompanionshipConfig(AppConfig):
    name = "fabrique.accompaniment.companionship"
    label = "companionship"
