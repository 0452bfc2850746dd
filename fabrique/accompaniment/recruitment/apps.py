from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "fabrique.accompaniment.recruitment"
    label = "recruitment"
