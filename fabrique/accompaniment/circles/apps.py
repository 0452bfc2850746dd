from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "fabrique.accompaniment.circles"
    label = "circles"
