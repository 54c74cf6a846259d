"""The sentences of the interface, by key, in the language of the site."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

import yaml

DEFAULT_LANGUAGE = "en"


@cache
def strings(language: str) -> Mapping[str, str]:
    """Return the sentences in `language`, in English where there are none."""
    folder = files("ropewalk.theme") / "strings"
    spoken = dict(_load(folder / f"{DEFAULT_LANGUAGE}.yml"))
    for name in (language.partition("-")[0], language):
        translated = folder / f"{name}.yml"
        if name != DEFAULT_LANGUAGE and translated.is_file():
            spoken.update(_load(translated))
    return MappingProxyType(spoken)


def _load(file: Traversable) -> Mapping[str, str]:
    loaded: dict[str, str] = yaml.safe_load(file.read_text("utf-8"))
    return loaded
