"""The link stage on whole small vaults, and its laws."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.graph import graph_json
from ropewalk.link import LinkOptions, link
from ropewalk.model.linked import Ambiguous, Found, Missing, Withheld
from ropewalk.model.note import CompiledNote
from ropewalk.vault_finding import vault_finding
from tests.ropewalk.making import a_note

VAULTS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "fixtures" / "linking.yml").read_text(encoding="utf-8")
)


def notes_of(vault: dict[str, Any]) -> list[tuple[str, CompiledNote]]:
    return [
        (
            path,
            a_note(
                *note.get("links", ()),
                headings=tuple(note.get("headings", ())),
                blocks=tuple(note.get("blocks", ())),
                aliases=tuple(note.get("aliases", ())),
                **note.get("properties", {}),
            ),
        )
        for path, note in vault["notes"].items()
    ]


@pytest.mark.parametrize("vault", [pytest.param(vault, id=vault["name"]) for vault in VAULTS])
def test_vault(vault: dict[str, Any]) -> None:
    linked = link(
        notes_of(vault),
        vault.get("files", []),
        withheld=vault.get("withheld", []),
        withheld_aliases=vault.get("withheld_aliases", []),
        options=LinkOptions(**vault.get("options", {})),
    )
    assert [f"{finding} | {finding.help}" for finding in linked.diagnostics] == vault["findings"]
    assert {name: list(paths) for name, paths in linked.wanted.items()} == vault.get("wanted", {})
    assert list(linked.orphans) == vault.get("orphans", [])
    assert linked.files == vault.get("reached", {})


def test_a_file_that_stays_out_is_in_no_answer() -> None:
    notes = [("a.md", a_note("p.png", "B/p.png", "C/p.png")), ("b.md", a_note("D/p.png", "p.png"))]

    def answers(*unfit: str) -> list[Any]:
        linked = link(
            notes,
            ["A/p.png", "B/p.png", "C/p.png", "D/p.png"],
            unfit=lambda path: vault_finding(path, "RW113", "broken") if path in unfit else None,
        )
        assert {one.path for one in linked.diagnostics if one.code == "RW113"} == set(unfit)
        return [*linked.notes["a.md"].resolutions, *linked.notes["b.md"].resolutions]

    first, *direct = [Found(f"{folder}/p.png") for folder in "ABCD"]
    b, c, d = direct
    many = Ambiguous(first, ("B/p.png", "C/p.png", "D/p.png"))
    assert answers() == [many, b, c, d, many]
    fewer = Ambiguous(first, ("B/p.png", "D/p.png"))
    assert answers("C/p.png") == [fewer, b, Withheld(), d, fewer]
    assert answers("B/p.png", "C/p.png", "D/p.png") == [first, Withheld(), Withheld(), Withheld(), first]
    assert answers("A/p.png", "B/p.png") == [Withheld(), Withheld(), c, d, Withheld()]


def test_a_found_target_has_its_part() -> None:
    other = a_note(headings=("# One", "## Two"), blocks=("id-1",))
    linked = link([("a.md", a_note("b#One#Two", "b#^ID-1", "b#No", "b", "#x")), ("b.md", other)], [])
    assert linked.notes["a.md"].resolutions == (
        Found("b.md", other.headings[1]),
        Found("b.md", other.blocks[0]),
        Found("b.md", part_missing=True),
        Found("b.md"),
        Found("a.md", part_missing=True),
    )


def test_one_answer_for_each_reference_hidden_ones_too() -> None:
    linked = link(
        [
            ("a.md", a_note("%b", "%nowhere", "%secret", "Note")),
            ("b.md", a_note()),
            ("c/Note.md", a_note()),
            ("d/Note.md", a_note()),
        ],
        [],
        withheld=["secret.md"],
    )
    assert linked.notes["a.md"].resolutions == (
        Found("b.md"),
        Missing("nowhere"),
        Withheld(),
        Ambiguous(Found("c/Note.md"), ("d/Note.md",)),
    )


def test_backlinks_stand_in_the_order_of_titles() -> None:
    linked = link(
        [
            ("a.md", a_note("c", "nowhere", "c#x", "%c", title="Zebra")),
            ("b.md", a_note("up: c", title="apple")),
            ("c.md", a_note("c", "#x")),
        ],
        [],
    )
    assert [(link_.source, link_.refs) for link_ in linked.notes["c.md"].backlinks] == [
        ("b.md", (0,)),
        ("a.md", (0, 2)),
    ]
    assert linked.notes["a.md"].backlinks == ()
    assert linked.orphans == ()


def test_titles() -> None:
    linked = link(
        [
            ("index.md", a_note()),
            ("A/README.md", a_note(headings=("# Lead",))),
            ("B/index.md", a_note(headings=("## No lead",))),
            ("B/README.md", a_note(headings=("# Not an index",))),
            ("c.md", a_note(title="  Two\nlines ")),
            ("d.md", a_note(title=5)),
            ("E/index.md", a_note(title="Named", headings=("# Lead",))),
        ],
        [],
    )
    assert {path: note.title for path, note in linked.notes.items()} == {
        "A/README.md": "Lead",
        "B/README.md": "README",
        "B/index.md": "B",
        "E/index.md": "Named",
        "c.md": "Two lines",
        "d.md": "d",
        "index.md": "Home",
    }


@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_folder_above_a_note_has_a_page(*, directory_urls: bool) -> None:
    paths = ["A/B/x.md", "C/index.md", "D/README.md", "E/e.md", "F.md", "F/x.md", "G/index.md", "G/g.md"]
    linked = link(
        [(path, a_note()) for path in paths], [], options=LinkOptions(directory_urls=directory_urls)
    )
    pages = {url: path for path, note in linked.notes.items() for url in [note.url]}
    assert {folder: pages.get(url, "generated") for folder, url in linked.folders.items()} == {
        "/": "generated",
        "A/": "generated",
        "A/B/": "generated",
        "C/": "C/index.md",
        "D/": "D/README.md",
        "E/": "E/e.md",
        "F/": "F.md" if directory_urls else "generated",
        "G/": "G/index.md",
    }
    generated = {folder for folder, url in linked.folders.items() if url not in pages}
    assert linked.generated_folders == generated
    assert linked.folders["A/B/"] == ("A/B/" if directory_urls else "A/B/index.html")


def test_a_link_to_a_folder_leads_to_its_note() -> None:
    linked = link([("a.md", a_note("C/", "D/", "/")), ("C/index.md", a_note()), ("D/x.md", a_note())], [])
    assert linked.notes["a.md"].resolutions == (Found("C/index.md"), Found("D/"), Found("/"))
    assert linked.notes["C/index.md"].backlinks[0].source == "a.md"
    assert linked.orphans == ("D/x.md",)


def test_tags_are_written_as_first_seen_and_count_for_their_parents() -> None:
    linked = link(
        [
            ("b.md", a_note(tags=("TOOLS/rope", "été", "%secret"))),
            ("a.md", a_note(tags=("Tools/Rope/Thin", "tools/rope/thin", "odd//"))),
        ],
        [],
    )
    assert linked.tags == {
        "odd": ("a.md",),
        "Tools": ("a.md", "b.md"),
        "Tools/Rope": ("a.md", "b.md"),
        "Tools/Rope/Thin": ("a.md",),
        "été": ("b.md",),
    }
    assert linked.tag_urls.keys() == {"odd//", "odd", "tools", "tools/rope", "tools/rope/thin", "été"}
    assert linked.tag_urls["odd//"] == linked.tag_urls["odd"]


def test_folders_of_one_address_share_a_page() -> None:
    linked = link([("A b/x.md", a_note()), ("A-b/y.md", a_note())], [])
    assert linked.folders["A-b/"] == linked.folders["A b/"] == "A-b/"
    assert linked.generated_folders == {"/", "A b/"}
    assert [finding.code for finding in linked.diagnostics] == ["RW118"]


names = st.sampled_from(["One", "one", "Two", "T wo", "T-wo", "index", "README", "Three.v1"])
folders = st.sampled_from(["", "A/", "a/", "A/B/", "One/", "T wo/"])
paths = st.builds(lambda folder, name: f"{folder}{name}.md", folders, names)
links = st.builds(
    lambda mark, folder, name, sub: mark + folder + name + sub,
    st.sampled_from(["", "!", "%", "%!", "up: "]),
    st.sampled_from(["", "A/", "../", "./", "/", "b/", "../../"]),
    st.sampled_from(
        ["One", "ONE", "Two", "nick", "Nowhere", "pic.png", "Thre.v1", "T wo", "", "Secret9", "veil7"]
    ),
    st.sampled_from(["", "#Head", "#^id", "#Head#Sub", "#None"]),
)
vault_notes = st.dictionaries(
    paths,
    st.builds(
        lambda refs, tags, alias, title: a_note(
            *refs, tags=tuple(tags), aliases=alias, headings=("# Head", "## Sub"), blocks=("id",), **title
        ),
        st.lists(links, max_size=6),
        st.lists(st.sampled_from(["x", "X/y", "%z", "x/Y"]), max_size=3),
        st.sampled_from([(), ("nick",), ("Nick", "Two")]),
        st.sampled_from([{}, {"title": "Some"}, {"permalink": "One"}, {"permalink": "../x"}]),
    ),
    max_size=8,
)


@given(vault_notes, st.randoms(), st.booleans())
def test_the_order_of_notes_and_files_does_not_matter(
    vault: dict[str, CompiledNote],
    random: Random,
    directory_urls: bool,  # noqa: FBT001
) -> None:
    notes, files = list(vault.items()), ["pic.png", "A/pic.png", "One/index.html"]
    withheld = ["A/Two.png", "b/One.md", "c/Secret9.md"]
    options = LinkOptions(directory_urls=directory_urls)
    one = link(notes, files, withheld=withheld, options=options)
    random.shuffle(notes)
    random.shuffle(files)
    random.shuffle(withheld)
    two = link(notes, files, withheld=withheld, options=options)
    assert repr(one) == repr(two)
    assert graph_json(one) == graph_json(two)


@given(vault_notes)
def test_nothing_withheld_is_in_the_result(vault: dict[str, CompiledNote]) -> None:
    withheld = [
        "hIdden/seCret9.md",
        "hIdden/One.md",
        "A/hIdden/Two.md",
        "hIdden/pIc.png",
        "hIdden/Nowhere.md",
    ]
    linked = link(list(vault.items()), [], withheld=withheld, withheld_aliases=["vEil7"])
    said = repr(linked) + graph_json(linked)
    for secret in ("hIdden", "seCret9", "pIc", "vEil7"):
        assert secret not in said


@given(vault_notes)
def test_what_pages_look_up_is_there(vault: dict[str, CompiledNote]) -> None:
    linked = link(list(vault.items()), ["pic.png"])
    urls = [note.url for note in linked.notes.values()]
    urls += [linked.folders[folder] for folder in linked.generated_folders]
    assert len({url.lower() for url in urls}) == len(urls)
    for note in linked.notes.values():
        assert len(note.resolutions) == len(note.note.references)
        for reference, answer in zip(note.note.references, note.resolutions, strict=True):
            target = answer.chosen if isinstance(answer, Ambiguous) else answer
            if isinstance(target, Found) and not reference.hidden:
                assert target.path in {*linked.notes, *linked.files, *linked.folders}
        for backlink in note.backlinks:
            assert backlink.source != note.path
            assert all(not linked.notes[backlink.source].note.references[ref].hidden for ref in backlink.refs)
        for tag in note.note.tags:
            assert tag.hidden or tag.name.lower() in linked.tag_urls
