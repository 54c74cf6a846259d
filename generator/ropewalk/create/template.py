"""Templates: notes in the folder that Obsidian's settings name, and what becomes of their placeholders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ropewalk.broken import BrokenError, cannot
from ropewalk.create.moment import format_moment
from ropewalk.model.vault import Settings
from ropewalk.name_index import fold
from ropewalk.nearest import Nearest
from ropewalk.vault import decode


def templates_of(root: Path, settings: Settings) -> dict[str, Path]:
    """Return the vault's templates by name, which is the path in their folder without `.md`, in order."""
    found: dict[str, Path] = {}
    for folder in settings.template_folders:
        for file in sorted((root / folder).rglob("*")):
            inside = file.relative_to(root / folder)
            hidden = any(part.startswith(".") for part in inside.parts)
            if file.suffix.lower() == ".md" and file.is_file() and not hidden:
                found.setdefault(inside.with_suffix("").as_posix(), file)
    return found


def choose_template(templates: dict[str, Path], asked: str | None) -> str | None:
    """Return the name of the template to use: the one that is asked for, else the only one.

    Raises BrokenError if there is none of the name.
    """
    if asked is None:
        return next(iter(templates)) if len(templates) == 1 else None
    plain = fold(asked.removesuffix(".md"))
    chosen = [name for name in templates if plain in {fold(name), fold(name.rpartition("/")[2])}]
    if len(chosen) == 1 or (chosen and fold(chosen[0]) == plain):
        return chosen[0]
    near = Nearest((name, name) for name in templates).find(asked)
    known = ", ".join(f"`{name}`" for name in (chosen or templates))
    help_ = f"Did you mean `{near}`?" if near and not chosen else f"There are {known}." if known else None
    raise BrokenError(f"there is {'more than one' if chosen else 'no'} template `{asked}`", help=help_)


def read_template(file: Path) -> str:
    """Return the text of a template; raise BrokenError if it cannot be read."""
    try:
        return decode(file.read_bytes())
    except OSError as error:
        raise cannot(f"read the template `{file.name}`", error) from error
    except UnicodeDecodeError as error:
        raise BrokenError(f"the template `{file.name}` is not UTF-8") from error


def filled(text: str, title: str, at: datetime, settings: Settings) -> str:
    """Return a template's text with `{{title}}`, `{{date}}`, `{{time}}` and `{{date:FORMAT}}` filled in.

    Other placeholders stay as they are, as in Obsidian.
    """
    return "".join(_filled(text, title, at, settings))


def _filled(text: str, title: str, at: datetime, settings: Settings) -> Iterator[str]:
    place = 0
    while (start := text.find("{{", place)) >= 0 and (end := text.find("}}", start)) >= 0:
        # Of `{{{date}}` and `{{a {{date}}` the last marks count.
        start = text.rfind("{{", start, end)
        yield text[place:start]
        name, colon, form = text[start + 2 : end].partition(":")
        match name.strip().lower():
            case "title" if not colon:
                yield title
            case "date":
                yield format_moment(at, form or settings.date_format)
            case "time":
                yield format_moment(at, form or settings.time_format)
            case _:
                yield text[start : end + 2]
        place = end + 2
    yield text[place:]
