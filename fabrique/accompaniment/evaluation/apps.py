from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "fabrique.accompaniment.evaluation"
    label = "evaluation"
