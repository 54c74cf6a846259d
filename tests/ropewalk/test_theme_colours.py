"""The theme's colours: what is read stands out from its ground in both themes."""

from __future__ import annotations

import re

import pytest

from tests.ropewalk.theming import SOURCES


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(colours: tuple[str, str], share: float) -> str:
    """`share` of the first colour over the second."""
    pairs = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours]
    return "#" + "".join(
        f"{round(one * share + other * (1 - share)):02x}" for one, other in zip(*pairs, strict=True)
    )


TOKENS = {
    name: colours
    for name, *colours in re.findall(
        r"--rw-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);",
        (SOURCES / "style" / "tokens.css").read_text(encoding="utf-8"),
    )
}
TEXT_ON = [
    *((text, ground) for text in ("ink", "soft", "faint") for ground in ("bg", "surface")),
    ("ink", "mark"),
    ("ink", "wash"),
    ("soft", "wash"),
    ("faint", "code-bg"),
    *(("accent-ink", ground) for ground in ("bg", "surface", "accent-wash", "wash")),
    ("bg", "accent"),
    *((name, f"{name}-wash") for name in ("ok", "warn", "bad")),
    *((name, "code-bg") for name in TOKENS if name.startswith("code-") and name != "code-bg"),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON, ids=" on ".join)
def test_text_stands_out(text: str, ground: str, theme: int) -> None:
    """Text reaches the 4.5 of WCAG AA."""
    assert contrast(TOKENS[text][theme], TOKENS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_edges_and_marks_stand_out(theme: int) -> None:
    """What is no text but tells something reaches 3."""
    for name in ("edge", "accent"):
        for ground in ("bg", "surface"):
            assert contrast(TOKENS[name][theme], TOKENS[ground][theme]) >= 3


CALLOUTS = re.findall(
    r"--callout-color: (\d+), (\d+), (\d+);", (SOURCES / "style" / "callouts.css").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("colour", CALLOUTS, ids=",".join)
def test_callouts_are_readable(colour: tuple[str, str, str], theme: int) -> None:
    """A callout's title and a link in it stand out from its ground, as callouts.css mixes them."""
    own = "#" + "".join(f"{int(part):02x}" for part in colour)
    ground = mix((own, TOKENS["bg"][theme]), 0.07)
    title = mix((own, TOKENS["ink"][theme]), 0.62)
    assert contrast(title, ground) >= 4.5
    assert contrast(TOKENS["accent-ink"][theme], ground) >= 4.5
    assert contrast(TOKENS["soft"][theme], ground) >= 4.5


def test_every_callout_type_has_its_look() -> None:
    """Each type of Obsidian and each alias is named in the style sheet, `note` being the default."""
    sheet = (SOURCES / "style" / "callouts.css").read_text(encoding="utf-8")
    types = (
        "abstract summary tldr info todo tip hint important success check done question help faq warning "
        "caution attention failure fail missing danger error bug example quote cite"
    )
    assert [name for name in types.split() if f'[data-callout="{name}"]' not in sheet] == []


def test_pictures_are_numbered_as_the_style_sheets_count_them() -> None:
    """The row of pictures is as wide as its last number says."""
    drawing = (SOURCES / "style" / "icons.svg").read_text(encoding="utf-8")
    titles = re.findall(r'translate\((\d+)\)"><title>(\d+) ', drawing)
    assert [int(at) for at, _ in titles] == [24 * index for index in range(len(titles))]
    assert [int(index) for _, index in titles] == list(range(len(titles)))
    assert f'width="{24 * len(titles)}"' in drawing
