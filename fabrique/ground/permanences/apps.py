from django.apps import AppConfig


class PermanencesConfig(AppConfig):
    name = "fabrique.ground.permanences"
    label = "permanences"
