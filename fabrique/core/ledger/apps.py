from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "fabrique.core.ledger"
    label = "ledger"

    def ready(self):
        from fabrique.core.ledger import invariants  # noqa: F401, PLC0415  registered at import, once models are there
