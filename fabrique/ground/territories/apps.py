from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "fabrique.ground.territories"
    label = "territories"

    def ready(self):
        from fabrique.ground.territories import carriers, verbs  # noqa: F401, PLC0415  models must be there first
