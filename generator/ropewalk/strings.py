"""The sentences of the interface, by key, in the language of the site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType, SimpleNamespace
from typing import Final

import yaml
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

DEFAULT_LANGUAGE = "en"


SCRIPT_TEXTS: Final = (
    *("close", "copied", "copy", "copy_failed", "diagram_source", "enlarge", "explorer", "explorer_more"),
    *("filter", "filter_none", "filter_results_one", "filter_results_other", "graph", "graph_all"),
    *("graph_find", "graph_folder", "graph_in", "graph_links_one", "graph_links_other", "graph_more"),
    *("graph_needs_server", "graph_no_data", "graph_no_picture", "graph_out", "graph_picture"),
    *("graph_shown_one", "graph_shown_other", "graph_tag", "graph_whole", "heading_link", "image"),
    *("keys", "keys_enabled", "keys_graph", "keys_help", "keys_next", "keys_previous", "keys_search"),
    *("keys_theme", "load_audio", "load_failed", "load_frame", "load_image", "load_video", "preview"),
    *("search", "search_alias", "search_busy", "search_hint", "search_key_mac", "search_keys"),
    *("search_more", "search_names", "search_narrow", "search_needs_server", "search_no_names"),
    *("search_no_text", "search_none", "search_notes_one", "search_notes_other", "search_results_one"),
    *("search_results_other", "search_tags", "search_text", "theme_dark", "theme_is", "theme_light"),
    *("theme_system",),
)
"""The texts that the theme's scripts show; a test holds this list equal to what they use."""


@cache
def script_texts(language: str) -> Markup:
    """Return the scripts' texts as JSON to stand in a page, made once for all pages."""
    spoken = strings(language)
    return htmlsafe_json_dumps({key: spoken[key] for key in SCRIPT_TEXTS}, sort_keys=True)


@cache
def template_texts(language: str) -> SimpleNamespace:
    """Return all texts as templates read them, by attribute, and escaped once for all pages."""
    return SimpleNamespace(**{key: escape(text) for key, text in strings(language).items()})


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


def counted(spoken: Mapping[str, str], key: str, count: int) -> str:
    """Return the sentence about so many things; a language with more forms than two has the last of them."""
    return spoken[f"{key}_one" if count == 1 else f"{key}_other"].format(count=count)


def spoken_date(spoken: Mapping[str, str], day: date) -> str:
    """Return a day in words, `25 November 2026`, as the language of the sentences has it."""
    month = spoken["months"].split()[day.month - 1]
    return spoken["date"].format(day=day.day, month=month, year=day.year)


def _load(file: Traversable) -> Mapping[str, str]:
    # libyaml reads them in a tenth of the time, and is there but on rare machines.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, str] = yaml.load(file.read_text("utf-8"), loader)  # noqa: S506  both loaders are safe
    return loaded
