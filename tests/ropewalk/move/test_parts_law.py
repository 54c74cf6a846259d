"""The laws of renaming tags and headings: all else stays, and the way back leads back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.broken import BrokenError
from ropewalk.build import load
from ropewalk.name_index import fold
from tests.ropewalk.move.renaming import MOST, OPTIONS, Asked, move, read_vault, write_vault
from tests.ropewalk.move.test_move_law import folder, graph

TAGS = ["a", "A", "a/b", "A/b/c", "ab", "b", "c/a", "true", "日本", "x-y"]
PLACES = ["#{}", "x #{} y", "- [ ] #{}, #{}\n", "# On #{}", "`#{}`", "%% #{} %%", "| #{} |\n| - |\n| #{}|"]
PLACES += ["> [!note] #{}\n> #{}", "[[n#On {}]]", "[t](n.md#On%20{})", "$#{}$", "\\#{}", "(#{})", "^[#{}]"]
PROPERTIES = [
    "tags: {}",
    "tags: [{}, x]",
    "tags:\n  - {}\n  - '{}'",
    'tags: ["#{}", y]',
    "tag: {}",
    "other: {}",
]
tags = st.sampled_from(TAGS)


@st.composite
def texts(draw: st.DrawFn) -> str:
    front = draw(st.sampled_from(["", *PROPERTIES]))
    lines = draw(st.lists(st.sampled_from(PLACES), max_size=5))
    filled = ["\n\n".join(line.replace("{}", draw(tags)) for line in lines)]
    if front:
        filled.insert(0, f"---\n{front.replace('{}', draw(tags))}\n---\n")
    return "".join(filled)


@settings(max_examples=MOST)
@given(texts(), texts(), tags, st.sampled_from(["new", "New/er", "null", "1e", "a/z"]))
def test_tags(one: str, other: str, old: str, new: str) -> None:
    with folder() as root:
        write_vault(root, {"n.md": one, "m.md": other})
        before, files = load(root, OPTIONS), read_vault(root)
        try:
            proven = move(root, Asked(old=old, new=new, kind="tag"))
        except BrokenError:
            assert read_vault(root) == files
            return
        assert proven.conflicts == ()
        rename = proven.plan.renaming.tag_name
        after = load(root, OPTIONS)
        assert graph(after) == graph(before)
        for path, note in before.compiled.items():
            assert [tag.name for tag in after.compiled[path].tags] == [rename(tag.name) for tag in note.tags]
        assert (
            not any(f"{fold(tag)}/".startswith(f"{fold(old)}/") for tag in after.linked.tags) or new == "a/z"
        )
        move(root, Asked(old=new, new=old, kind="merge"))
        assert {path: fold(unquoted(text)) for path, text in read_vault(root).items()} == {
            path: fold(unquoted(text)) for path, text in files.items()
        }


def unquoted(text: str) -> str:
    """Return a text without the quotes that YAML may need."""
    return text.replace('"', "")


HEADINGS = ["A", "B", "a *b*", "[[n]]", "C#", "日本", "`x`", "A: b", "it's"]
LINKS = ["[[n#{}]]", "[[#{}|t]]", "[[n#A#{}]]", "[t](n.md#{})", "![[n#{}]]", "[[N#{}#B]]", "`[[n#{}]]`"]


@st.composite
def outlines(draw: st.DrawFn) -> str:
    lines = []
    for _ in range(draw(st.integers(1, 5))):
        lines.append("#" * draw(st.integers(1, 3)) + " " + draw(st.sampled_from(HEADINGS)))
        if draw(st.booleans()):
            named = draw(st.sampled_from(HEADINGS)).replace("[[n]]", "n").replace("#", "")
            lines.append(draw(st.sampled_from(LINKS)).replace("{}", named))
    return "\n\n".join(lines)


@settings(max_examples=MOST)
@given(outlines(), outlines(), st.data())
def test_headings(one: str, other: str, data: st.DataObject) -> None:
    with folder() as root:
        write_vault(root, {"n.md": one, "m.md": other})
        before, files = load(root, OPTIONS), read_vault(root)
        heading = data.draw(st.sampled_from(before.compiled["n.md"].headings))
        new = data.draw(st.sampled_from(["New", "A", "new: *one*", "Ω #x", "`B`"]))
        try:
            proven = move(root, Asked(old=f"n#{heading.key}", new=new, kind="heading"))
        except BrokenError:
            assert read_vault(root) == files
            return
        after = load(root, OPTIONS)
        if proven.conflicts:
            assert read_vault(root) == files
            return
        index = proven.plan.renaming.heading.index if proven.plan.renaming.heading else -1
        keys = [one.key for one in after.compiled["n.md"].headings]
        assert len(keys) == len(before.compiled["n.md"].headings)
        old_keys = [one.key for one in before.compiled["n.md"].headings]
        assert keys[:index] + keys[index + 1 :] == old_keys[:index] + old_keys[index + 1 :]
        if "[[" not in files["n.md"].split("\n")[heading.line - 1]:
            assert graph(after) == graph(before)
