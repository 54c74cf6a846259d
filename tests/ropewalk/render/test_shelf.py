"""The law of the shelf: after edits it stands as a new one would, and notes that stay are not sorted anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ropewalk.link import link
from ropewalk.model.linked import LinkedVault
from ropewalk.render.shelf import Shelf, folder_of
from tests.ropewalk.making import a_note

vaults = st.dictionaries(
    st.sampled_from(["a.md", "b.md", "F/a.md", "F/b.md", "F/c.md", "F/G/a.md", "H/a.md"]),
    st.sampled_from(["One", "one", "Two", "three"]),
)


def linked(titles: dict[str, str]) -> LinkedVault:
    return link([(path, a_note(title=title)) for path, title in titles.items()], [])


@given(vaults, vaults)
def test_after_edits_a_shelf_stands_as_a_new_one(before: dict[str, str], after: dict[str, str]) -> None:
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    vault, old = linked(after), Shelf(linked(before))
    again, new = old.after(vault, sorted(changed)), Shelf(vault)
    for path, note in vault.notes.items():
        assert again.siblings(note) == new.siblings(note)
        assert again.breadcrumbs(path, note.url) == new.breadcrumbs(path, note.url)
    for folder in {folder_of(path) for path in before.keys() | after.keys()}:
        assert [one.path for one in again.notes_in(folder)] == [one.path for one in new.notes_in(folder)]
        if folder not in {folder_of(path) for path in changed}:
            assert again.notes_in(folder) is old.notes_in(folder)


def test_notes_of_one_folder_are_in_the_order_of_titles_then_of_paths() -> None:
    vault = linked({"F/c.md": "one", "F/b.md": "One", "F/a.md": "two", "b.md": "x"})
    shelf = Shelf(vault)
    assert [note.path for note in shelf.notes_in("F/")] == ["F/b.md", "F/c.md", "F/a.md"]
    assert [note.path for note in shelf.notes_in("/")] == ["b.md"]
    assert shelf.notes_in("Gone/") == ()
