from tools.migrations import loose


def test_a_model_is_created_with_its_constraints():
    """Added one by one, they double the time of a new instance: `python -m tools.migrations` folds them."""
    assert [path.parent.parent.name for _migration, path, _operations in loose()] == []
