"""Obsidian's own settings in `.obsidian/`, as far as they matter for a site."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final
from unicodedata import normalize

from manifestcheck.diagnostic import Diagnostic
from manifestcheck.position import Position
from ropewalk.model.vault import Settings
from ropewalk.vault_finding import vault_finding

_APP: Final = ".obsidian/app.json"
_TEMPLATES: Final = ".obsidian/templates.json"
_TEMPLATER: Final = ".obsidian/plugins/templater-obsidian/data.json"
_LONGEST: Final = 1 << 20


def read_settings(root: Path) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read the settings of the vault at `root`; a file that is missing or broken counts as empty."""
    found: list[Diagnostic] = []
    app, templates, templater = (_read(root, name, found) for name in (_APP, _TEMPLATES, _TEMPLATER))
    folders = (_folder(templates.get("folder")), _folder(templater.get("templates_folder")))
    defaults = Settings()
    settings = Settings(
        strict_line_breaks=app.get("strictLineBreaks") is True,
        attachment_folder=_text(app.get("attachmentFolderPath")),
        link_format=_text(app.get("newLinkFormat")),
        excluded=tuple(_filters(app.get("userIgnoreFilters"), found)),
        template_folders=tuple(dict.fromkeys(filter(None, folders))),
        date_format=_text(templates.get("dateFormat")) or defaults.date_format,
        time_format=_text(templates.get("timeFormat")) or defaults.time_format,
        new_notes=_text(app.get("newFileLocation")) or defaults.new_notes,
        new_note_folder=_folder(app.get("newFileFolderPath")),
    )
    return settings, tuple(found)


def withholds(settings: Settings) -> Callable[[str], bool]:
    """Return whether a path in the vault is excluded or a template, case left aside as Obsidian does."""
    prefixes = [entry.casefold() for entry in settings.excluded if not _is_expression(entry)]
    prefixes += [f"{folder}/".casefold() for folder in settings.template_folders]
    starts = tuple(prefixes)
    patterns = [
        re.compile(entry[1:-1], re.IGNORECASE) for entry in settings.excluded if _is_expression(entry)
    ]

    def check(path: str) -> bool:
        return path.casefold().startswith(starts) or any(pattern.search(path) for pattern in patterns)

    return check


def _read(root: Path, name: str, found: list[Diagnostic]) -> dict[str, object]:
    try:
        with (root / name).open("rb") as stream:
            data = stream.read(_LONGEST)
        value = json.loads(data.decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except json.JSONDecodeError as error:
        found.append(
            vault_finding(
                name, "RW117", f"not valid JSON: {error.msg.lower()}", Position(error.lineno, error.colno)
            )
        )
        return {}
    except (OSError, ValueError, RecursionError):
        found.append(vault_finding(name, "RW117", "cannot be read"))
        return {}
    if not isinstance(value, dict):
        found.append(vault_finding(name, "RW117", "not an object in JSON"))
        return {}
    return value


def _filters(value: object, found: list[Diagnostic]) -> Iterable[str]:
    for entry in value if isinstance(value, list) else ():
        text = _text(entry)
        if not _is_expression(text):
            yield from [text] if text else []
            continue
        try:
            re.compile(text[1:-1])
        except (re.error, OverflowError, RecursionError) as error:
            found.append(
                vault_finding(_APP, "RW117", f"excluded files: `{text}` is no regular expression: {error}")
            )
        else:
            yield text


def _is_expression(entry: str) -> bool:
    return len(entry) > 2 and entry.startswith("/") and entry.endswith("/")  # noqa: PLR2004  two slashes


def _folder(value: object) -> str:
    """Return the folder without `/` at its ends; '' where none is named or it is the whole vault."""
    return _text(value).strip().removeprefix("./").strip("/")


def _text(value: object) -> str:
    """Return a text without the lone surrogates that JSON can spell; '' for any other value."""
    return normalize("NFC", value.encode("utf-8", "replace").decode()) if isinstance(value, str) else ""
