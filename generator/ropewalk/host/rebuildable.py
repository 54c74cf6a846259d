"""Whether all that a site is made of is known here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SITEMAP: Final = "sitemap.xml"
_TEMPLATES: Final = frozenset(("404.html", SITEMAP))


def is_rebuildable(config: MkDocsConfig) -> bool:
    """Return whether all that makes the site is known here: no other plugin, theme, hook or template."""
    theme = config.theme
    return (
        theme.name == "ropewalk"
        and theme.custom_dir is None
        and list(config.plugins) == ["ropewalk"]
        and not (config.hooks or config.extra_templates or config.strict)
        and theme.static_templates <= _TEMPLATES
    )
