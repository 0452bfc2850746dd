from django.apps import AppConfig


class KeyringConfig(AppConfig):
    name = "fabrique.ground.keyring"
    label = "keyring"
