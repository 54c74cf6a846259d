"""An SVG file is drawn as it was and does nothing, loads nothing and says nothing else."""

from __future__ import annotations

import itertools
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.attachments import UnreadableError, cleaner
from ropewalk.attachments.svg import SVG, XHTML, picture_alone
from ropewalk.attachments.svg_allowed import ELEMENTS, HTML, attribute_allowed
from tests.ropewalk.attachments.planting import SECRET, jpeg

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "svg.yml").read_text("utf-8"))
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_what_comes_out(case: dict[str, Any]) -> None:
    written = case["svg"] if case.get("whole") else f"{HEAD}{case['svg']}</svg>"
    data = written.encode(case.get("encoding", "utf-8"))
    if "refused" in case:
        with pytest.raises(UnreadableError, match=case["refused"]):
            picture_alone(data)
        return
    out = picture_alone(data).decode()
    assert out == (case["out"] if case.get("whole") else f'<svg xmlns="{SVG}">{case["out"]}</svg>')
    check_laws(out)


def test_a_picture_within_loses_its_metadata() -> None:
    address = f"data:image/jpeg;base64,{b64encode(jpeg()).decode()}"
    out = picture_alone(f'{HEAD}<image xlink:href="{address}"/></svg>'.encode())
    (image,) = ET.fromstring(out)
    head, _, body = image.attrib["href"].partition(",")
    assert head == "data:image/jpeg;base64"
    assert SECRET not in b64decode(body)


@pytest.mark.parametrize(
    ("path", "trusted", "kept"),
    [("a.svg", True, None), ("a.html", True, None), ("a.txt", False, None), ("a.pdf", False, None)],
)
def test_who_is_trusted_keeps_all(path: str, trusted: bool, kept: object) -> None:  # noqa: FBT001
    assert cleaner(path, b"<svg", trusted=trusted) is kept


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", "<p>x"),
        ("a.XHTML", "<p/>"),
        ("a.svgz", ""),
        ("a.xml", '<a><b xmlns="http://www.w3.org/1999/xhtml"/></a>'),
        ("a.gpx", '<a><svg:b xmlns:svg="http://www.w3.org/2000/svg"/></a>'),
        ("a.xml", '<?xml-stylesheet href="x.xsl"?><a/>'),
        ("a.xml", "<a>"),
        ("a.rss", "<!DOCTYPE a [<!ENTITY x \"<h:i xmlns:h='http://www.w3.org/1999/xhtml'/>\">]><a>&x;</a>"),
    ],
)
def test_pages_are_refused(path: str, text: str) -> None:
    clean = cleaner(path, text.encode(), trusted=False)
    assert clean is not None
    with pytest.raises(UnreadableError):
        clean(text.encode())


def test_data_stays_as_it_is() -> None:
    data = b'<?xml version="1.0"?><!-- by me --><gpx xmlns="http://www.topografix.com/GPX/1/1"/>'
    clean = cleaner("a.gpx", data, trusted=False)
    assert clean is not None
    assert clean(data) == data


def test_entities_that_grow_are_refused() -> None:
    names = "abcdefghi"
    entities = '<!ENTITY a "xxxxxxxxxx">' + "".join(
        f'<!ENTITY {name} "{f"&{below};" * 20}">' for below, name in itertools.pairwise(names)
    )
    with pytest.raises(UnreadableError):
        picture_alone(f"<!DOCTYPE svg [{entities}]>{HEAD}<text>&i;</text></svg>".encode())


pieces = st.one_of(
    st.sampled_from(sorted(ELEMENTS | {"script", "metadata", "handler", "iframe"})).flatmap(
        lambda name: st.sampled_from([f"<{name}>", f"</{name}>", f'<{name} onload="x" href="javascript:x"/>'])
    ),
    st.sampled_from(
        [
            f'<p xmlns="{XHTML}" onclick="x">',
            "</p>",
            "<style>@import 'x';",
            "</style>",
            "<!-- c -->",
            "<?p q?>",
        ]
    ),
    st.text(alphabet="ab <>&\"'/", max_size=6),
)


@given(st.lists(pieces, max_size=10).map("".join))
def test_any_file_is_harmless_or_refused(body: str) -> None:
    try:
        out = picture_alone(f"{HEAD}{body}</svg>".encode())
    except UnreadableError:
        return
    check_laws(out.decode())
    assert picture_alone(out) == out


def check_laws(out: str) -> None:
    """Only what draws is there, and no address but those of the picture itself and of links."""
    assert "<!--" not in out
    for element in ET.fromstring(out).iter():
        space, _, local = element.tag[1:].partition("}")
        assert (space, local in {SVG: ELEMENTS, XHTML: HTML}[space]) == (space, True)
        for name, value in element.attrib.items():
            assert attribute_allowed(name) or name == "href" or name.startswith("{http://www.w3.org/XML/")
            if name == "href" and local != "a":
                assert value.startswith(("#", "data:image/"))
            assert not value.lower().replace(" ", "").startswith("javascript:")
            assert "url(http" not in value
        assert not (local == "style" and ("@import" in (element.text or "") or "//" in (element.text or "")))
