from django.apps import AppConfig


class NarrativesConfig(AppConfig):
    name = "fabrique.accompaniment.narratives"
    label = "narratives"
