import pytest

from fabrique.core.cli import main
from tests.world import make_cohort, make_participation

pytestmark = pytest.mark.django_db


def test_report_is_written_whole(tmp_path, capsys):
    make_participation(make_cohort(code="vallees"))
    target = tmp_path / "vallees.html"

    status = main(["report", "vallees", "--format", "html", "--output", str(target)])

    assert status == 0
    assert capsys.readouterr().out.strip() == str(target)
    assert target.read_text().startswith("<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["vallees.html"]


def test_unknown_cohort_is_refused_with_those_known(capsys):
    make_cohort(code="vallees")

    status = main(["report", "nulle-part"])

    assert status == 1
    assert "vallees" in capsys.readouterr().err


def test_unwritable_file_is_refused_with_its_reason(tmp_path, capsys):
    make_participation(make_cohort(code="vallees"))

    status = main(["report", "vallees", "--format", "html", "--output", str(tmp_path / "nowhere" / "x.html")])

    assert status == 1
    assert "nowhere" in capsys.readouterr().err


def test_wrong_usage():
    with pytest.raises(SystemExit) as stop:
        main(["report", "vallees", "--format", "exe"])

    assert stop.value.code == 2
