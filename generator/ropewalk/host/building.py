"""MkDocs as a library: its configuration read, or made up for a bare folder of notes, and its build run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from click import ClickException
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError

from manifestcheck.diagnostic import Diagnostic
from ropewalk.broken import BrokenError, cannot
from ropewalk.host.config import PluginConfig, options_of, place_vault, unknown_options
from ropewalk.host.culprit import culprit
from ropewalk.memory import Memory
from ropewalk.options import Options

FILES: Final = ("mkdocs.yml", "mkdocs.yaml")
PLUGIN: Final = "ropewalk"
_DEFAULTS: Final = {"theme": {"name": "ropewalk"}, "plugins": [PLUGIN]}
_READS_MORE: Final = ("INHERIT", "!ENV", "!!python", "!relative")
"""Words by which a configuration depends on more than its own file."""
_UNUSED: Final = "/ropewalk/site"
"""Stands for the site's folder while MkDocs checks the rest: where the site goes is decided here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A vault with the configuration that its site is built by."""

    config: MkDocsConfig
    vault: Path
    """The folder of the notes."""
    site_dir: str
    """As the configuration says, `site` where it says nothing."""
    strict: bool
    warnings: tuple[str, ...]
    """What MkDocs had to say about the configuration."""


def read_project(folder: Path) -> Project:
    """Read `mkdocs.yml` in `folder`; a folder without one is a vault itself, and defaults apply.

    Raises BrokenError if the folder is missing or the configuration cannot be used.
    """
    if not folder.is_dir():
        raise BrokenError(f"there is no folder `{folder}`")
    file = next((folder / name for name in FILES if (folder / name).is_file()), None)
    config = MkDocsConfig(config_file_path=str(file.absolute()) if file else "")
    if file:
        _load(config, file)
    else:
        name = folder.resolve().name or "Notes"
        config.load_dict({**_DEFAULTS, "site_name": name, "docs_dir": str(folder.resolve())})
    site_dir, strict = config["site_dir"], config["strict"] is True
    config.load_dict({"site_dir": _UNUSED, "strict": False})
    warnings = _validate(config, file or folder)
    if not isinstance(site_dir, str):
        raise BrokenError(f"`{file}`: `site_dir` is not a text")
    return Project(
        config=config, vault=Path(config.docs_dir), site_dir=site_dir, strict=strict, warnings=warnings
    )


def options_for(project: Project) -> Options:
    """Return the options of the stages that the configuration asks for."""
    plugin: PluginConfig = project.config.plugins[PLUGIN].config
    return options_of(plugin, project.config, drafts=False)


def around(project: Project) -> tuple[str, ...] | None:
    """Return the files and folders beside the vault that its site is made of; None: there may be others."""
    config = project.config
    file = config.config_file_path
    if list(config.plugins) != [PLUGIN] or config.theme.name != "ropewalk" or config.hooks:
        return None
    if file and any(word in Path(file).read_text("utf-8") for word in _READS_MORE):
        return None
    folder = Path(file).parent if file else Path(config.docs_dir)
    return (*(str(folder / name) for name in FILES), *config.theme.dirs)


def build_site(project: Project, into: Path, progress: Callable[[str], None], memory: Memory) -> None:
    """Build the site into a folder, telling `progress` what is going on; raise BrokenError if that fails.

    The notes are read and compiled through `memory`.
    """
    from mkdocs.commands import build  # noqa: PLC0415  who only reads a project needs none of it

    config = project.config
    config.site_dir = str(into)
    plugin: Any = config.plugins[PLUGIN]
    plugin.progress, plugin.memory = progress, memory
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build.build(config)
        config.plugins.on_shutdown()
    except Abort as error:
        # MkDocs has logged what failed and aborts without saying it again.
        failed = error.__context__ if isinstance(error.__context__, BuildError) else error
        raise BrokenError(_one_line(str(failed))) from error
    except ClickException as error:
        raise BrokenError(_one_line(error.format_message())) from error
    except OSError as error:
        raise cannot("build the site", error) from error
    except Exception as error:
        other = culprit(error, config)
        if other is None:
            raise
        said = _one_line(f"{type(error).__name__}: {error}")
        raise BrokenError(f"{other} failed: {said}", help="`mkdocs build` shows where.") from error


def told(project: Project) -> tuple[Diagnostic, ...]:
    """Return what the build of a project has told, in the order in which it did."""
    plugin: Any = project.config.plugins[PLUGIN]
    return tuple(dict.fromkeys((*plugin.pages.site.diagnostics, *plugin.pages.diagnostics)))


def _load(config: MkDocsConfig, file: Path) -> None:
    try:
        with file.open("rb") as stream:
            config.load_file(BytesIO(stream.read()))
    except OSError as error:
        raise cannot(f"read `{file}`", error) from error
    except (ClickException, ValueError) as error:
        raise BrokenError(f"`{file}` cannot be read: {_one_line(str(error))}") from error


def _validate(config: MkDocsConfig, source: Path) -> tuple[str, ...]:
    """Let MkDocs check the configuration; return its warnings."""
    errors, warnings = config.validate()
    for name, way_out in unknown_options(config):
        raise BrokenError(f"`{source}`: unknown option `{name}`", help=way_out or None)
    for key, error in errors:
        raise BrokenError(f"`{source}`: `{key}`: {_one_line(str(error))}")
    if PLUGIN not in config.plugins:
        raise BrokenError(
            f"`{source}` does not list the plugin `{PLUGIN}`", help=f"Add `- {PLUGIN}` to `plugins:`."
        )
    place_vault(config.plugins[PLUGIN].config, config)
    return tuple(f"{key}: {_one_line(str(warning))}" for key, warning in warnings)


def _one_line(text: str) -> str:
    return " ".join(text.split())
