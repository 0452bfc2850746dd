import re

import pytest
from lxml import html as lxml_html

from fabrique.core.documents import html
from fabrique.core.documents.formats import FORMATS, render
from fabrique.core.documents.model import Paragraph, Quote, Section
from fabrique.core.documents.tests.sample import HOSTILE, document


def page(language="fr", **changes):
    return lxml_html.fromstring(html.standalone(document(language, **changes)))


def test_headings_follow_the_sections():
    headings = [(node.tag, node.text_content()) for node in page().iter("h1", "h2", "h3", "h4")]

    assert headings == [
        ("h1", "Cohorte d’essai"),
        ("h2", "Sommaire"),
        ("h2", "Une cohorte"),
        ("h3", "Les effets"),
        ("h4", "Un détail"),
        ("h2", "Conclusion"),
    ]


def test_contents_lead_to_the_sections():
    links = page().xpath("//nav//a/@href")

    assert links == ["#cohorte", "#s-1-1", "#s-2"]
    assert [len(page().xpath(f"//section[@id='{link[1:]}']")) for link in links] == [1, 1, 1]


def test_hostile_text_is_shown_and_does_nothing():
    tree = page()

    assert tree.xpath("//script") == []
    for place in ("p", "td"):
        assert [text for text in map(str.strip, tree.xpath(f"//{place}/text()")) if text == HOSTILE] == [HOSTILE]
    assert "Nul \ufffd, visage 😀, שלום." in tree.text_content()


def test_marks_become_elements():
    lede = page().xpath("//p[@class='lede']")[0]

    assert [(node.tag, node.text) for node in lede] == [("em", "écouté"), ("strong", "décidé"), ("br", None)]


def test_tables_name_their_columns_and_rows():
    table = page().xpath("//table[@class='table']")[0]

    assert table.xpath("caption/text()") == ["Les territoires"]
    assert table.xpath("thead//th[@scope='col']/text()") == ["Territoire", "Habitants", "Remarque"]
    assert table.xpath("tbody//th[@scope='row']/text()") == ["Val-d’Aubrac", "Pays de Sorne"]
    assert table.xpath("tbody/tr[1]/td/@data-label") == ["Habitants", "Remarque"]


def test_figures_have_their_alternative_and_their_data():
    figure = page().xpath("//figure[@class='document__figure']")[0]

    assert figure.xpath(".//*[@role='img']/@aria-label") == ["Frise de mai 2024"]
    assert figure.xpath(".//details//td/text() | .//details//tbody//th/text()") == ["Tronc"]


def test_content_in_another_language_says_so():
    tree = page("en")

    assert tree.get("lang") == "en"
    assert tree.xpath("//nav//h2/text()") == ["Contents"]
    assert tree.xpath("//p[@class='lede']/@lang") == ["fr"]
    assert tree.xpath("//section[@id='cohorte']//h2/@lang") == ["fr"]


def test_a_quote_shows_whose_marks_and_whether_it_is_a_synthesis():
    quotes = [" ".join(node.text_content().split()) for node in page().xpath("//figure[@class='quote']")]

    assert quotes == ["« La méthode met en confiance. » Une élue", "Le temps manque. Synthèse L’alliée"]


def test_one_file_asks_nothing_of_the_network():
    written = html.standalone(document())

    assert re.findall(r"""(?:src|href)\s*=\s*["'](?!#)[^"']*|url\((?!"data:|#)[^)]*|@import""", written) == []
    assert [node.tag for node in page().xpath("//link | //script | //iframe | //img")] == []


def test_a_page_of_the_site_gets_no_inline_style_and_may_keep_its_title():
    body = lxml_html.fromstring(html.body(document(), own_title=False))

    assert body.xpath("//*[@style] | //style | //script | //h1") == []
    assert body.xpath("//p[@class='cover__title']/text()") == ["Cohorte d’essai"]


def test_fiction_is_said_and_nothing_is_said_otherwise():
    assert page().xpath("//strong[@class='fiction__label']/text()") == ["Document fictif"]
    assert page(fiction=False, notice="").xpath("//*[@class='fiction' or @class='alert'][not(ancestor::section)]") == []


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_writes_the_smallest_document(name):
    small = document(sections=[Section("Seule", [Paragraph("")])], subtitle="", publisher="", notice="", fiction=False)

    rendered = render(small, name)

    assert rendered.suffix == f".{name}"
    assert len(rendered.data) > 500


def test_a_quote_within_a_mark_stays_whole():
    assert "<em>oui</em>" in html.body(document(sections=[Section("A", [Quote("*oui*")])]))
