from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "fabrique.accompaniment.institutions"
    label = "institutions"
