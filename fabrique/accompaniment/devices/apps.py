from django.apps import AppConfig


class DevicesConfig(AppConfig):
    name = "fabrique.accompaniment.devices"
    label = "devices"

    def ready(self):
        from fabrique.accompaniment.devices import doings  # noqa: F401, PLC0415  models must be there first
