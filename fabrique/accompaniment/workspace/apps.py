from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "fabrique.accompaniment.workspace"
    label = "workspace"
