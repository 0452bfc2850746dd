"""Loaded before anything else (`-p tests.environment`): the suite runs in its own environment."""

import os

os.environ["FABRIQUE_ENV"] = "test"
os.environ.setdefault("DATABASE_URL", os.environ.get("TEST_DATABASE_URL") or "sqlite:///:memory:")
