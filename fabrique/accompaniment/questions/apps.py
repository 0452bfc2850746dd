from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "fabrique.accompaniment.questions"
    label = "questions"
