import pytest

from fabrique.core.cli import main
from fabrique.roof.reports.tests.given import chapter_of, make_report, publish
from tests.world import make_cohort, make_effect, make_participation

pytestmark = pytest.mark.django_db


def test_report_is_written_whole(tmp_path, capsys):
    make_participation(make_cohort(code="vallees"))
    target = tmp_path / "vallees.html"

    status = main(["report", "vallees", "--format", "html", "--output", str(target)])

    assert status == 0
    assert capsys.readouterr().out.strip() == str(target)
    assert target.read_text().startswith("<!DOCTYPE html>")
    assert [path.name for path in tmp_path.iterdir()] == ["vallees.html"]


def test_the_newest_edition_is_given_and_before_it_nothing_that_was_not_agreed_to(tmp_path):
    place = make_participation(make_cohort(code="vallees"))
    make_effect(place, "published", label="canari-chapitre", text="Un effet")
    make_report(place.cohort)
    chapter_of(place, "proposed")
    targets = [tmp_path / f"{number}.html" for number in range(2)]

    main(["report", "vallees", "--format", "html", "--output", str(targets[0])])
    chapter_of(place, "validated")
    publish(place.cohort)
    make_effect(place, "published", label="venu-depuis", text="Un autre")
    main(["report", "vallees", "--format", "html", "--output", str(targets[1])])

    before, after = (target.read_text() for target in targets)
    assert ("canari-chapitre" in before, "pas encore relu" in before) == (False, True)
    assert ("canari-chapitre" in after, "venu-depuis" in after) == (True, False)


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
