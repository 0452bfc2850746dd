from django.apps import AppConfig


class DevicesConfig(AppConfig):
    name = "fabrique.accompaniment.devices"
    label = "devices"
