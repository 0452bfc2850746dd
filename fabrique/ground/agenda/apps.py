from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "fabrique.ground.agenda"
    label = "agenda"
