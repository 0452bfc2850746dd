from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "fabrique.accompaniment.cohorts"
    label = "cohorts"
