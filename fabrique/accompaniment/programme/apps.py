from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "fabrique.accompaniment.programme"
    label = "programme"
