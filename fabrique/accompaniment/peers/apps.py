from django.apps import AppConfig


class PeersConfig(AppConfig):
    name = "fabrique.accompaniment.peers"
    label = "peers"
