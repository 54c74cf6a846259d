"""The guide's reference of the configuration is made of the code, and what it says of MkDocs holds."""

import yaml
from markdown_it import MarkdownIt
from mkdocs.config.base import get_schema
from mkdocs.config.defaults import MkDocsConfig

from ropewalk.host.config import PluginConfig
from tests.ropewalk.host.hosting import Project
from tests.ropewalk.host.reference import PAGE, texts, with_table

TEXT = PAGE.read_text("utf-8")


def test_the_table_is_made_of_the_options() -> None:
    assert with_table(TEXT) == TEXT, "write it anew: make reference"


def test_every_option_says_what_it_does() -> None:
    assert texts().keys() == {name for name, _ in get_schema(PluginConfig)}


def test_the_options_of_mkdocs_that_are_named_are_there() -> None:
    rows = TEXT.partition("## MkDocs' own")[2].split("\n")
    named = [row.split("`")[1] for row in rows if row.startswith("| `")]
    assert len(named) > 5
    assert set(named) <= {name for name, _ in get_schema(MkDocsConfig)}


def test_the_example_is_one(empty: Project) -> None:
    (fence,) = (token for token in MarkdownIt().parse(TEXT) if token.type == "fence")
    example = yaml.safe_load(fence.content)
    empty.write("index.md", "Text.")
    example["docs_dir"] = "notes"
    empty.build(**example)
    assert "Text." in empty.page("")
