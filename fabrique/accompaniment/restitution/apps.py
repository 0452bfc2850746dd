from django.apps import AppConfig


class RestitutionConfig(AppConfig):
    name = "fabrique.accompaniment.restitution"
    label = "restitution"
