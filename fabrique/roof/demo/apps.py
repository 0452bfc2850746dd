from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "fabrique.roof.demo"
    label = "demo"
