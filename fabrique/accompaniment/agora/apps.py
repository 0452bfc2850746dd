from django.apps import AppConfig


class AgoraConfig(AppConfig):
    name = "fabrique.accompaniment.agora"
    label = "agora"
