"""The plugin's options in `mkdocs.yml`, checked by MkDocs, turned into the options of the stages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, Config, ValidationError, get_schema

from ropewalk.codes import UnknownCodeError, chosen
from ropewalk.heard import Choice
from ropewalk.kubernetes_versions import versions
from ropewalk.model.note import PropertyValue
from ropewalk.nearest import Nearest
from ropewalk.options import Options
from ropewalk.site_folder import is_in_sight

if TYPE_CHECKING:
    from mkdocs.config.base import ConfigErrors, ConfigWarnings
    from mkdocs.config.defaults import MkDocsConfig


class Versions(BaseConfigOption[tuple[str, ...]]):
    """A version of Kubernetes, or the first and the last of a range."""

    default = ("",)

    def run_validation(self, value: object) -> tuple[str, ...]:
        """Return every version; a number that YAML has read, 1.3 for 1.30, is refused."""
        if value == self.default:
            return ("",)
        named = value if isinstance(value, list) else [value]
        texts: list[PropertyValue] = [one for one in named if isinstance(one, str)]
        if len(texts) < len(named):
            raise ValidationError('write versions of Kubernetes in quotes, as "1.36"')
        try:
            return versions(texts)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class Codes(BaseConfigOption[tuple[str, ...]]):
    """Codes of findings, or beginnings of codes."""

    def run_validation(self, value: object) -> tuple[str, ...]:
        """Return the beginnings of codes that are chosen."""
        words = [value] if isinstance(value, str) else () if value is None else value
        if not isinstance(words, list | tuple) or not all(isinstance(word, str) for word in words):
            raise ValidationError("write a list of codes, as [RW210, MC3]")
        try:
            return chosen(words)
        except UnknownCodeError as error:
            raise ValidationError(f"{error}. {error.help}") from None


class PluginConfig(Config):
    """What may stand under `ropewalk:` in the list of plugins."""

    # The texts below the options are the guide's: `make reference` puts them there.
    vault = c.Optional(c.Dir(exists=True))
    """Where the notes are, if not in `docs_dir`: [[Getting started#A vault that is the whole repository]]."""
    mode = c.Choice(("opt-out", "opt-in"), default="opt-out")
    """Which notes are published: see [[Publishing rules]]."""
    exclude = c.ListOfItems(c.Type(str), default=[])
    """Files and folders of the vault that are left out."""
    strict_line_breaks = c.Optional(c.Type(bool))
    """Whether a single line break is a space. Without it `.obsidian/app.json` says."""
    aliases = c.Type(bool, default=True)
    """Whether a link may be [[Aliases resolve after file names|resolved by an alias]]."""
    html = c.Choice(("sanitised", "trusted"), default="sanitised")
    """What becomes of [[Publishing rules#Raw HTML|raw HTML]], and of pages among the files."""
    external_media = c.Choice(("click", "load"), default="click")
    """When media of [[Publishing rules#Other hosts|other hosts]] are loaded."""
    dates = c.Choice(("git", "properties"), default="git")
    """Where [[For programs#Dates|the dates of notes]] come from."""
    robots = c.Optional(c.Choice(("allow", "disallow")))
    """What `robots.txt` says. Without it there is no such file."""
    manifests = c.Type(bool, default=True)
    """Whether [[Manifests]] are checked and shown as such."""
    kubernetes = Versions()
    """What they are checked for: `"1.36"`, in quotes, or all from one to another, `["1.34", "1.36"]`."""
    unlinked_mentions = c.Type(bool, default=True)
    """Whether a page lists the notes that name it without a link."""
    select = Codes()
    """The only findings that are told: see [[Diagnostics#Choosing what is told]]."""
    ignore = Codes()
    """Findings that are not told."""
    search = c.Type(bool, default=True)
    """Whether the site has a [[Search|search]]."""
    publish_css = c.Type(bool, default=False)
    """Whether pages load the vault's own `publish.css`: see [[Appearance]]."""
    snippets = c.ListOfItems(c.Type(str), default=[])
    """Names of the vault's CSS snippets that pages load: see [[Appearance]]."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Take an unknown name for the slip that it is: MkDocs only warns, and builds without the option."""
        failed, _ = super().validate()
        failed += [
            (name, ValidationError(f"unknown option. {way_out}".rstrip()))
            for name, way_out in unknown_options(self)
        ]
        return failed, []


def unknown_options(config: Config) -> Iterator[tuple[str, str]]:
    """Yield each name that no option has, with the way out where an option has a name near to it."""
    known = [name for name, _ in get_schema(type(config))]
    nearest = Nearest((name, name) for name in known)
    for name in map(str, config):
        if name not in known:
            near = nearest.find(name)
            yield name, f"Did you mean `{near}`?" if near else ""


def place_vault(plugin: PluginConfig, config: MkDocsConfig) -> None:
    """Let the notes be in the folder that `vault` names.

    MkDocs allows no `docs_dir` that holds `mkdocs.yml`; this does. Raises ValidationError if the site would
    be taken for notes.
    """
    if plugin.vault is None:
        return
    config.docs_dir = plugin.vault
    if is_in_sight(Path(config.site_dir), Path(plugin.vault)):
        raise ValidationError("lies in the vault: choose a hidden folder such as `.site`")


def _beside_notes(config: MkDocsConfig) -> Iterator[str]:
    """Yield the paths within the vault of what is no note and no attachment: the configuration, the theme."""
    vault = Path(config.docs_dir)
    for place in (config.config_file_path, config.theme.custom_dir):
        if place and Path(place).is_relative_to(vault):
            yield Path(place).relative_to(vault).as_posix()


def options_of(plugin: PluginConfig, config: MkDocsConfig, *, drafts: bool) -> Options:
    """Return the options for the stages; `drafts`: whether what `draft_docs` names is shown."""
    asked = (config.exclude_docs, None if drafts else config.draft_docs)
    specs = [spec for spec in asked if spec is not None]
    return Options(
        mode="opt-in" if plugin.mode == "opt-in" else "opt-out",
        strict_line_breaks=plugin.strict_line_breaks,
        external_media=plugin.external_media == "load",
        trusted_html=plugin.html == "trusted",
        aliases=plugin.aliases,
        exclude=tuple(_beside_notes(config)),
        kept_back=tuple(plugin.exclude),
        withheld=lambda path: any(spec.match_file(path) for spec in specs),
        directory_urls=config.use_directory_urls,
        choice=Choice(select=plugin.select, ignore=plugin.ignore),
        kubernetes=plugin.kubernetes if plugin.manifests else (),
        unlinked=plugin.unlinked_mentions,
        git_dates=plugin.dates == "git",
        language=str(config.theme.locale).replace("_", "-") if config.theme.locale else "en",
    )
