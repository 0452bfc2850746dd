from django.apps import AppConfig


class EngineeringConfig(AppConfig):
    name = "fabrique.accompaniment.engineering"
    label = "engineering"
