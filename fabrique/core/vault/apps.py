from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "fabrique.core.vault"
    label = "vault"
