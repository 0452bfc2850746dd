"""Every French word of the interface has its English one in its own area's catalogue, and no catalogue holds more."""

import pytest

from fabrique.core import words


@pytest.mark.parametrize("area", list(words.areas()), ids=lambda area: area.name)
def test_catalogue_holds_exactly_what_the_area_says(area):
    found = words.compare(area)

    assert found.missing == [], "run `make words`, then translate"
    assert found.unused == []
    assert found.empty == []
    assert found.broken == [], "the places to fill (%(name)s) differ between the two languages"


def write_area(folder, code="", page="", catalogue=""):
    templates = folder / "templates" / "x"
    templates.mkdir(parents=True)
    (folder / "views.py").write_text(code)
    (templates / "page.html").write_text(page)
    words.catalogue_of(folder).parent.mkdir(parents=True)
    words.catalogue_of(folder).write_text(words.HEADER + catalogue)
    return folder


def test_comparison_finds_each_kind_of_fault(tmp_path):
    area = write_area(
        tmp_path / "x",
        code='from django.utils.translation import gettext as _\n_("du code")\n_("vide")\n_("%(n)s places")\n',
        page='{% translate "de la page" %}{% blocktranslate count n=2 %}une{% plural %}{{ n }} choses{% endblocktranslate %}',
        catalogue='msgid "vide"\nmsgstr ""\n\nmsgid "%(n)s places"\nmsgstr "%(m)s seats"\n\nmsgid "partie"\nmsgstr "gone"\n',
    )

    found = words.compare(area)

    assert found.missing == ["de la page", "une", "du code"]
    assert found.empty == ["vide"]
    assert found.broken == ["%(n)s places"]
    assert found.unused == ["partie"]


def test_gathering_keeps_translations_and_leaves_nothing_unused(tmp_path):
    area = write_area(
        tmp_path / "x",
        code='from django.utils.translation import gettext as _\n_("du code")\n_("nouveau")\n',
        catalogue='msgid "du code"\nmsgstr "from code"\n\nmsgid "partie"\nmsgstr "gone"\n',
    )

    left = words.gather([area])
    found = words.compare(area)

    assert left == [(words.catalogue_of(area), 1)]
    assert (found.missing, found.unused, found.empty) == ([], [], ["nouveau"])
    assert 'msgid "du code"\nmsgstr "from code"' in words.catalogue_of(area).read_text()
