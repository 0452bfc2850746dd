"""What an operator may set or type is written down, and what is drawn is current."""

import re

import pytest
from django.utils.module_loading import autodiscover_modules

from fabrique.core import system_checks
from fabrique.core.cli import build_parser, commands
from tests.source import BASE
from tools import diagrams

OPERATIONS = BASE / "docs" / "operations.md"
READ = re.compile(
    r"""(?:env\.(?:read|choice|number)|read|os\.environ\.get)\(\s*["']([A-Z][A-Z_]+)["']|os\.environ\[["']([A-Z_]+)["']\]"""
)
# the machine's own, and the suite's
NOT_OURS = {"LANG", "LC_ALL", "DJANGO_SETTINGS_MODULE"}


def variables():
    sources = [*(BASE / "config").glob("*.py"), *(BASE / "fabrique").rglob("*.py")]
    found = {a or b for path in sources if "tests" not in path.parts for a, b in READ.findall(path.read_text())}
    return sorted(found - NOT_OURS)


@pytest.mark.parametrize("name", variables())
def test_environment_variable_is_documented(name):
    assert f"`{name}`" in OPERATIONS.read_text()


def test_every_command_is_documented():
    autodiscover_modules("commands")

    assert [name for name in commands if f"`fabrique {name}" not in OPERATIONS.read_text()] == []


def test_every_command_explains_itself():
    autodiscover_modules("commands")

    text = build_parser().format_help()

    assert [name for name in commands if name.split()[0] not in text] == []
    assert [name for name, command in commands.items() if not command.help] == []


def test_diagrams_are_current():
    assert (BASE / "docs" / "states.md").read_text() == diagrams.text(), "run `make diagrams`"


def test_every_view_names_its_rule():
    assert system_checks.every_view_names_its_rule(None) == []


@pytest.mark.parametrize("line", ["access_log off;", "proxy_request_buffering off;", "proxy_max_temp_file_size 0;"])
def test_proxy_of_the_docs_writes_nothing_of_an_interview_on_its_disk(line):
    block = OPERATIONS.read_text().partition("nginx:")[2].partition("systemd:")[0]
    assert line in block
