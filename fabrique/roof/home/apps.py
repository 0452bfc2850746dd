from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "fabrique.roof.home"
    label = "home"
