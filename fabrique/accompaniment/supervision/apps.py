from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "fabrique.accompaniment.supervision"
    label = "supervision"
