from django.apps import AppConfig


class DiagnosticsConfig(AppConfig):
    name = "fabrique.accompaniment.diagnostics"
    label = "diagnostics"
