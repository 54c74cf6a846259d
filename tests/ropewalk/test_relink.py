"""The law of linking again: after edits it gives what linking everything gives, and leaves the rest alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from manifestcheck.diagnostic import Severity
from manifestcheck.position import Position
from ropewalk.link import Linking, LinkOptions, linking
from ropewalk.model.manifest import Manifest, Remark, State
from ropewalk.model.note import CompiledNote
from ropewalk.relink import relinked
from ropewalk.vault_finding import vault_finding
from tests.ropewalk.making import a_note
from tests.ropewalk.test_link import vault_notes

FILES = ("pic.png", "A/pic.png", "One", "pixel.png")


def first(notes: dict[str, CompiledNote], *, aliases: bool = True) -> Linking:
    return linking(
        list(notes.items()),
        FILES,
        withheld=("secret.md",),
        withheld_aliases=("hush",),
        unfit=lambda path: vault_finding(path, "RW113", "broken") if path == "pic.png" else None,
        options=LinkOptions(aliases=aliases),
    )


def a_manifest(code: str) -> Manifest:
    """Return one with a finding whose rule may have a note of that name."""
    remark = Remark(line=1, code=code, severity=Severity.ERROR, message="", position=Position(1, 1))
    return Manifest(snippet=0, file="a", state=State.INVALID, objects=(), json=None, remarks=(remark,))


texts = st.builds(
    lambda note, headings, blocks, lead, manifests: replace(
        note,
        headings=headings,
        blocks=blocks,
        lead=headings[0] if headings and lead else None,
        manifests=manifests,
    ),
    vault_notes.filter(bool).map(lambda notes: next(iter(notes.values()))),
    st.sampled_from([("# Head", "## Sub"), ("## Sub",), ("# Another", "# Head"), ()]).map(
        lambda headings: a_note(headings=headings).headings
    ),
    st.sampled_from([("id",), ()]).map(lambda blocks: a_note(blocks=blocks).blocks),
    st.booleans(),
    st.sampled_from(["nick", "Two", "One"]).map(lambda code: (a_manifest(code),)) | st.just(()),
)


@settings(max_examples=300)
@given(
    vault_notes.filter(bool),
    st.lists(st.lists(st.tuples(st.integers(0, 7), texts), min_size=1, max_size=2), max_size=4),
    st.booleans(),
)
def test_linking_again_gives_what_linking_gives(
    notes: dict[str, CompiledNote],
    edits: list[list[tuple[int, CompiledNote]]],
    aliases: bool,  # noqa: FBT001  drawn
) -> None:
    notes = dict(sorted(notes.items()))
    known = first(notes, aliases=aliases)
    for edit in edits:
        notes = notes | {list(notes)[number % len(notes)]: note for number, note in edit}
        expected = first(notes, aliases=aliases)
        known = relinked(known, notes) or expected
        assert repr(known.vault) == repr(expected.vault)


def test_what_an_edit_does_not_reach_stays_the_same() -> None:
    notes = {
        "a.md": a_note("b", "nobody"),
        "b.md": a_note("c#One"),
        "c.md": a_note(headings=("# One",)),
        "d.md": a_note("c", "Nobody", aliases=("dee",)),
        "e.md": a_note("dee"),
    }
    known = first(notes)
    before = known.vault
    again = relinked(known, notes | {"d.md": a_note("b", "Nobody", aliases=("dee",))})
    assert again is not None
    after = again.vault
    assert {path for path in notes if after.notes[path] is not before.notes[path]} == {"b.md", "c.md", "d.md"}
    assert after.tags is before.tags
    assert after.files is before.files


def test_a_note_that_comes_or_gets_another_address_takes_all_of_the_work() -> None:
    notes = {"a.md": a_note("b"), "b.md": a_note()}
    assert relinked(first(notes), notes | {"c.md": a_note()}) is None
    assert relinked(first(notes), notes | {"b.md": a_note(permalink="elsewhere")}) is None
