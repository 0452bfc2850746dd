from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader

from tools.migrations import loose

MOVES_ROWS = {
    ("account", "0006_emailaddress_lower"), ("account", "0008_emailaddress_unique_primary_email_fixup"),
    ("auth", "0011_update_proxy_permissions"), ("contenttypes", "0002_remove_content_type_name"),
    ("django_tasks_database", "0008_separate_results_field"), ("django_tasks_database", "0011_rename_complete_status"),
    ("django_tasks_database", "0013_separate_exception_fields"),
    ("django_tasks_database", "0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more"),
    ("django_tasks_database", "0018_rename_succeeded_status"), ("letters", "0002_seal_guests"),
}  # fmt: skip


def test_a_model_is_created_with_its_constraints():
    """Added one by one, they double the time of an upgrade: `python -m tools.migrations` folds them."""
    assert [path.parent.parent.name for _migration, path, _operations in loose()] == []


def test_what_migrations_run_in_python_only_moves_rows():
    """A new instance leaves it out (ADR 0071): read the new one, add it here, run `make proof` of `test_schema`."""
    found = MigrationLoader(None).disk_migrations.items()
    run = {key for key, migration in found for operation in migration.operations if isinstance(operation, RunPython)}

    assert run == MOVES_ROWS
