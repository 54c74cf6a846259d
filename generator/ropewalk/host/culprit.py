"""Whose code it was that failed: another plugin's, a hook's, or our own."""

from __future__ import annotations

from traceback import walk_tb
from types import ModuleType
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

_OURS: Final = frozenset(("mkdocs", "properdocs", "ropewalk"))


def culprit(error: Exception, config: MkDocsConfig) -> str | None:
    """Return what to call the other plugin, or the hook, that an error comes from; None: neither."""
    passed = {str(frame.f_globals.get("__name__")) for frame, _ in walk_tb(error.__traceback__)}
    packages = {module.partition(".")[0] for module in passed} - _OURS
    for name, plugin in config.plugins.items():
        if isinstance(plugin, ModuleType):
            if plugin.__name__ in passed:
                return f"the hook `{name}`"
        elif type(plugin).__module__.partition(".")[0] in packages:
            return f"the plugin `{name}`"
    return None
