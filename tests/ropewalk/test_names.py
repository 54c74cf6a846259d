"""Resolution of link targets: the table of observed answers, and laws."""

import time
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.name_index import MOST, fold
from ropewalk.names import Names, Way

GROUPS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "fixtures" / "resolution.yml").read_text(encoding="utf-8")
)


def names_of(group: dict[str, Any]) -> Names:
    """Paths with a `-` before them are withheld."""
    published = [path for path in group["paths"] if not path.startswith("-")]
    return Names(
        published,
        withheld=[path[1:] for path in group["paths"] if path.startswith("-")],
        folders_of=[path for path in published if path.endswith(".md")],
        aliases=group.get("aliases", {}),
        withheld_aliases=["Secret Name"],
    )


@pytest.mark.parametrize(
    ("group", "link"),
    [
        pytest.param(group, link, id=f"{link['from']}:{link['link']}")
        for group in GROUPS
        for link in group["links"]
    ],
)
def test_resolution(group: dict[str, Any], link: dict[str, Any]) -> None:
    answer = names_of(group).resolve(link["from"], link["link"])
    expected = () if link["to"] is None else (link["to"], *link.get("also", []))
    assert answer.paths == expected
    assert answer.way.name == link.get("way", "NAME" if expected else "MISSING")


segments = st.text("aAbB.é ", min_size=1, max_size=3).filter(lambda text: text.strip(". ") != "")
paths = st.lists(segments, min_size=1, max_size=4).map(lambda parts: "/".join(parts) + ".md")
targets = st.lists(st.one_of(segments, st.sampled_from(["", ".", ".."])), max_size=5).map("/".join)


@given(st.lists(paths, max_size=8), paths, targets, st.randoms())
def test_the_order_of_paths_does_not_matter(
    found: list[str], source: str, target: str, random: Random
) -> None:
    shuffled = [*found]
    random.shuffle(shuffled)
    one, two = (Names(order, folders_of=order).resolve(source, target) for order in (found, shuffled))
    assert one == two


@given(st.lists(paths, min_size=1, max_size=8), st.data())
def test_every_file_answers_to_its_whole_path(found: list[str], data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(found))
    assert Names(found).resolve("x.md", f"/{path}").paths == (path,)


@given(st.lists(paths, max_size=8), st.sets(paths, max_size=8), paths, targets)
def test_nothing_withheld_is_answered(
    published: list[str], withheld: set[str], source: str, target: str
) -> None:
    names = Names(
        [path for path in published if path not in withheld], withheld=withheld, folders_of=published
    )
    answer = names.resolve(source, target)
    assert answer.way is Way.SELF or not withheld & set(answer.paths)
    if answer.way is Way.NAME:
        assert Names([*published, *withheld]).resolve(source, target).paths[0] == answer.paths[0]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_ten_thousand_files_of_one_name_stay_cheap() -> None:
    crowd = [f"area{number % 10}/folder {number:05}/index.md" for number in range(10_000)]
    names = Names(crowd)
    begin = time.perf_counter()
    for number, path in enumerate(crowd):
        assert names.resolve(path, "index").paths == (path,)
        assert names.resolve("x.md", f"folder {number:05}/index").paths == (path,)
    assert len(names.resolve("x.md", "index").paths) == MOST
    assert time.perf_counter() - begin < 5
