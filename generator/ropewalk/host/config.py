"""The plugin's options in `mkdocs.yml`, checked by MkDocs, turned into the options of the stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config import config_options as c
from mkdocs.config.base import Config

from ropewalk.options import Options

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class PluginConfig(Config):
    """What may stand under `ropewalk:` in the list of plugins."""

    mode = c.Choice(("opt-out", "opt-in"), default="opt-out")
    strict_line_breaks = c.Optional(c.Type(bool))
    external_media = c.Choice(("click", "load"), default="click")
    html = c.Choice(("sanitised", "trusted"), default="sanitised")
    aliases = c.Type(bool, default=True)
    exclude = c.ListOfItems(c.Type(str), default=[])
    search = c.Type(bool, default=True)


def options_of(plugin: PluginConfig, config: MkDocsConfig) -> Options:
    """Return the options for the stages."""
    specs = [spec for spec in (config.exclude_docs, config.draft_docs) if spec is not None]
    return Options(
        mode="opt-in" if plugin.mode == "opt-in" else "opt-out",
        strict_line_breaks=plugin.strict_line_breaks,
        external_media=plugin.external_media == "load",
        trusted_html=plugin.html == "trusted",
        aliases=plugin.aliases,
        exclude=tuple(plugin.exclude),
        withheld=lambda path: any(spec.match_file(path) for spec in specs),
        directory_urls=config.use_directory_urls,
        language=str(config.theme.locale) if config.theme.locale else "en",
    )
