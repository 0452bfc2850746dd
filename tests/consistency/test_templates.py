"""Templates: each one used, each library it loads used, nothing inline."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.template import engines
from django.template.base import Lexer, TokenType

from tests.guards import FORBIDDEN
from tests.source import modules, short, templates

NAMED = re.compile(r"""["']([\w./-]+\.(?:html|txt))(?:#\w+)?["']""")
# a file to keep and a letter carry their style with them (design section 2)
DOWNLOADED = ("documents/standalone.html", "people/email/letter.html")
ENDS_HIDDEN = re.compile(r'class="sr"[^>]*>[^<]*</span>\s+</(?:button|summary)>')
QUOTED_TAG = re.compile(r"\{[%{].*?[%}]\}", re.DOTALL)


def name_of(path):
    return str(path).rpartition("/templates/")[2]


def library_templates():
    """Names of the templates that libraries bring: ours of the same name stand in for them."""
    for config in apps.get_app_configs():
        folder = Path(config.path) / "templates"
        if not config.name.startswith("fabrique") and folder.is_dir():
            yield from (str(path.relative_to(folder)) for path in folder.rglob("*.*"))


def test_every_template_is_used():
    texts = [module.text for module in modules()] + [path.read_text() for path in templates()]
    used = {name for text in texts for name in NAMED.findall(text)} | set(library_templates())

    assert [short(path) for path in templates() if name_of(path) not in used] == []


@pytest.mark.parametrize("path", [path for path in templates() if name_of(path) not in DOWNLOADED], ids=short)
def test_template_holds_nothing_inline(path):
    # what the tags hold is not markup: `{% if a > b %}` would end an element
    source = QUOTED_TAG.sub("…", path.read_text())
    names = ("an inline handler", "an inline style", "an inline script", "a javascript: address")

    assert [name for name in names if FORBIDDEN[name].search(source)] == []


def test_hidden_words_go_with_the_word_they_end():
    """After hidden words, a space that ends a button would be one more item of it, with its gap."""
    texts = {short(path): QUOTED_TAG.sub("…", path.read_text()) for path in templates()}

    assert [name for name, text in texts.items() if ENDS_HIDDEN.search(text)] == []


@pytest.mark.parametrize("path", templates(), ids=short)
def test_template_uses_what_it_loads(path):
    engine = engines["django"].engine
    tokens = [
        token.split_contents() for token in Lexer(path.read_text()).tokenize() if token.token_type == TokenType.BLOCK
    ]
    loaded = [name for token in tokens if token[0] == "load" for name in token[1:] if name in engine.libraries]
    used_tags = {token[0] for token in tokens}
    used_filters = set(re.findall(r"\|(\w+)", " ".join(QUOTED_TAG.findall(path.read_text()))))

    unused = [
        name
        for name in loaded
        if engine.libraries[name] in engine.builtins
        or not (
            set(engine.template_libraries[name].tags) & used_tags
            or set(engine.template_libraries[name].filters) & used_filters
        )
    ]

    assert unused == []
