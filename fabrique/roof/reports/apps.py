from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "fabrique.roof.reports"
    label = "reports"
