from django.apps import AppConfig


class DelegationsConfig(AppConfig):
    name = "fabrique.accompaniment.delegations"
    label = "delegations"
