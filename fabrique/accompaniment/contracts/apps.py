from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "fabrique.accompaniment.contracts"
    label = "contracts"
