"""The pictures of pods and of neighbours, as they were approved, and what holds for every one of them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.manifest_values import objects_in, values_of
from ropewalk.model.article import Link
from ropewalk.model.pod import Pod, Service
from ropewalk.pods import pod_of, service_of
from ropewalk.render import near
from ropewalk.render.drawing import cut, fit
from ropewalk.render.picture import picture
from ropewalk.strings import strings
from tests.ropewalk.rendering import page

DRAWINGS = Path(__file__).parents[1] / "fixtures" / "drawings"


def approved(name: str) -> str:
    """Return a drawing that somebody has looked at; line ends are for the reader of the file only."""
    return (DRAWINGS / f"{name}.svg").read_text(encoding="utf-8").replace("\n", "")


def pods_and_services() -> tuple[dict[str, Pod], list[Service]]:
    """Read the objects that the drawings were made of."""
    pods, services = {}, []
    for one in objects_in(values_of((DRAWINGS / "pods.yaml").read_text(encoding="utf-8")) or ()):
        if (pod := pod_of(one)) is not None:
            pods[pod.name] = pod
        elif (service := service_of(one)) is not None:
            services.append(service)
    return pods, services


PODS, SERVICES = pods_and_services()


@pytest.mark.parametrize("name", PODS)
def test_a_pod_is_drawn_as_it_was_approved(name: str) -> None:
    pod = PODS[name]
    assert picture(pod, [one for one in SERVICES if one.selects(pod)], strings("en")) == approved(name)


@pytest.mark.parametrize("name", PODS)
def test_each_text_stands_in_the_box_that_was_drawn_before_it(name: str) -> None:
    pod = PODS[name]
    svg = ET.fromstring(picture(pod, SERVICES, strings("en")))
    boxes = [shape for shape in svg if shape.tag == "rect"]
    for number, box in enumerate(boxes):
        left, top = int(box.attrib["x"]), int(box.attrib["y"])
        right, bottom = left + int(box.attrib["width"]), top + int(box.attrib["height"])
        for other in boxes[:number]:
            x, y = int(other.attrib["x"]), int(other.attrib["y"])
            width, height = int(other.attrib["width"]), int(other.attrib["height"])
            inside = x <= left and right <= x + width and y <= top and bottom <= y + height
            beside = right <= x or x + width <= left or bottom <= y or y + height <= top
            assert inside or beside
    drawn: list[ET.Element] = []
    for shape in svg:
        if shape.tag == "rect":
            drawn.append(shape)
        elif shape.tag == "text":
            x, y = int(shape.attrib["x"]), int(shape.attrib["y"])
            assert any(
                int(box.attrib["x"]) < x < int(box.attrib["x"]) + int(box.attrib["width"])
                and int(box.attrib["y"]) < y < int(box.attrib["y"]) + int(box.attrib["height"])
                for box in drawn
            )


@pytest.mark.parametrize("count", [1, 7, 8, 25])
def test_neighbours_are_drawn_as_they_were_approved(count: int) -> None:
    links = [Link(f"A & <b>{' long' * (number % 3)} {number}", f"../N&{number}/") for number in range(count)]
    assert near.picture("The title of it <i>", links) == approved(f"near-{count}")


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [("abcd", 4, "abcd"), ("abcde", 4, "abc…"), ("", 4, ""), ("ab", 1, "…")],
)
def test_a_text_with_too_many_characters_is_cut(text: str, most: int, shown: str) -> None:
    assert fit(text, most) == shown


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("iiii", 4 * 0.28 * 12, "iiii"),
        ("iiiii", 4 * 0.28 * 12, "…"),
        ("iiiiiiii", 6 * 0.28 * 12, "ii…"),
        ("WWW", 36, "WWW"),
        ("WWWW", 36, "WW…"),
        ("綱綱綱", 36, "綱綱綱"),
        ("綱綱綱綱", 36, "綱綱…"),
        ("\u1100" * 4, 36, "\u1100\u1100…"),
        ("\u10ff" * 5, 36, "\u10ff\u10ff\u10ff…"),
        ("bbbb", 4 * 0.64 * 12, "bbbb"),
        ("W", 6, "…"),
        ("", 0, ""),
    ],
)
def test_a_text_that_is_too_wide_is_cut(text: str, room: float, shown: str) -> None:
    assert cut(text, room + 0.001) == shown
    assert cut(text, (room + 0.001) * 2, 24) == shown
    assert cut(text, (room + 0.001) * 1.12, strong=True) == shown


@given(st.text(st.sampled_from("iWab 綱…é"), max_size=12), st.floats(0, 200))
def test_more_room_never_shows_less(text: str, room: float) -> None:
    shown, wider = cut(text, room), cut(text, room + 1)
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))
    assert len(wider) >= len(shown)


def test_of_many_pods_in_a_manifest_three_are_drawn(tmp_path: Path) -> None:
    pod = (
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: p{}}}\nspec: {{containers: [{{name: a, image: b}}]}}\n"
    )
    text = "---\n".join(pod.format(number) for number in range(5))
    html = page(tmp_path, f"```yaml\n{text}```\n").html
    assert [html.count(f'aria-label="Pod p{number}.') for number in range(5)] == [1, 1, 1, 0, 0]
