"""The guide's table of options, made of the options themselves: `make reference` writes it into its page."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, get_schema

from ropewalk.host.config import Codes, PluginConfig, Versions

PAGE = Path(__file__).parents[3] / "notes" / "Ropewalk" / "Configuration.md"
HEAD = "| option | values, the default first | what it does |"


def table() -> Iterator[str]:
    """Yield the lines of the table, in the order of the options."""
    yield HEAD
    yield "| --- | --- | --- |"
    said = texts()
    for name, option in get_schema(PluginConfig):
        cell = said[name].replace("|", "\\|")
        yield f"| `{name}` | {values(option)} | {cell} |"


def texts() -> dict[str, str]:
    """Return the text that stands below each option in the source."""
    tree = ast.parse(inspect.getsource(PluginConfig))
    (body,) = (node.body for node in tree.body if isinstance(node, ast.ClassDef))
    found: dict[str, str] = {}
    for option, below in pairwise(body):
        match option, below:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=str(text))):
                found[name] = text
    return found


def values(option: BaseConfigOption[object]) -> str:
    """Return what an option may be, the default first."""
    match option:
        case c.Optional(option=inner):
            said = f"none, {values(inner)}"
        case c.Choice(choices=choices):
            said = ", ".join(f"`{one}`" for one in choices)
        case c.Type(default=bool(default)):
            said = f"`{str(default).lower()}`, `{str(not default).lower()}`"
        case c.Type():
            said = "`true`, `false`"
        case c.Dir():
            said = "a folder"
        case c.ListOfItems():
            said = "none, a list"
        case Codes():
            said = "none, a list of codes"
        case Versions():
            said = "the newest, a version, two versions"
        case _:
            raise TypeError(f"no words for {type(option).__name__}")
    return said


def with_table(page: str) -> str:
    """Return the page with its table as it is now."""
    before, _, rest = page.partition(f"{HEAD}\n")
    rows = rest.split("\n")
    after = next(place for place, row in enumerate(rows) if not row.startswith("|"))
    return before + "\n".join([*table(), *rows[after:]])


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text("utf-8")), "utf-8")
