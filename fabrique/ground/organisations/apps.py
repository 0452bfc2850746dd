from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "fabrique.ground.organisations"
    label = "organisations"

    def ready(self):
        from fabrique.ground.organisations import verbs  # noqa: F401, PLC0415  models must be there first
