from django.apps import AppConfig


class ReferentialsConfig(AppConfig):
    name = "fabrique.ground.referentials"
    label = "referentials"

    def ready(self):
        from fabrique.ground.referentials import verbs  # noqa: F401, PLC0415  models must be there first
