from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "fabrique.accompaniment.interviews"
    label = "interviews"
