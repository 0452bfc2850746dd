from django.apps import AppConfig


class PairsConfig(AppConfig):
    name = "fabrique.accompaniment.pairs"
    label = "pairs"
