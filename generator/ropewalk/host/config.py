"""The plugin's options in `mkdocs.yml`, checked by MkDocs, turned into the options of the stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError

from ropewalk.nearest import Nearest
from ropewalk.options import Options

if TYPE_CHECKING:
    from mkdocs.config.base import ConfigErrors, ConfigWarnings
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

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Take an unknown name for the slip that it is: MkDocs only warns, and builds without the option."""
        failed, _ = super().validate()
        known = [name for name, _ in self._schema]
        nearest = Nearest((name, name) for name in known)
        for name in sorted(map(str, self.keys() - set(known))):
            near = nearest.find(name)
            way_out = f"Did you mean `{near}`?" if near else f"There are {', '.join(sorted(known))}."
            failed.append((name, ValidationError(f"no such option. {way_out}")))
        return failed, []


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
        exclude=tuple(plugin.exclude),
        withheld=lambda path: any(spec.match_file(path) for spec in specs),
        directory_urls=config.use_directory_urls,
        language=str(config.theme.locale) if config.theme.locale else "en",
    )
