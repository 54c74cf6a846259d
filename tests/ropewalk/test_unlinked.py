"""Mentions of notes that are no links."""

from hypothesis import given
from hypothesis import strategies as st

from ropewalk.compile import compile_note
from ropewalk.link import link
from ropewalk.model.linked import LinkedVault
from ropewalk.model.note import Dialect
from ropewalk.properties import read
from ropewalk.unlinked import MOST, Unlinked


def linked(**notes: str) -> LinkedVault:
    compiled = [(f"{name}.md", compile_note(text, read(text), Dialect())) for name, text in notes.items()]
    return link(compiled, [])


def mentions(vault: LinkedVault, name: str) -> list[tuple[str, list[str]]]:
    found = Unlinked(vault).of(vault.notes[f"{name}.md"])
    return [(mention.link.text, [str(sentence) for sentence in mention.sentences]) for mention in found]


def test_titles_and_aliases_are_found_as_whole_words_in_any_case() -> None:
    vault = linked(
        Probe="---\naliases: [health check]\n---\n",
        A="One probe & more.\n\nAnother probe.",
        B="Probes and aprobe are other words.",
        C="A <i>Health Check</i>!",
    )
    assert mentions(vault, "Probe") == [
        ("A", ["One <mark>probe</mark> &amp; more."]),
        ("C", ["A <mark>Health Check</mark>!"]),
    ]


def test_a_note_that_links_there_already_or_is_it_does_not_count() -> None:
    vault = linked(Probe="A probe is a probe.", A="[[Probe|it]] is a probe.", B="The longer probe's name")
    assert mentions(vault, "Probe") == [("B", ["The longer <mark>probe</mark>&#39;s name"])]


def test_the_longest_name_counts_and_a_name_of_two_notes_none() -> None:
    vault = linked(
        **{
            "Pod network": "",
            "Network": "---\naliases: [both]\n---\n",
            "Other": "---\naliases: [both]\n---\n",
        },
        A="The pod network and both.",
    )
    assert [mentions(vault, name) for name in ("Pod network", "Network", "Other")] == [
        [("A", ["The <mark>pod network</mark> and both."])],
        [],
        [],
    ]


def test_short_names_are_not_looked_for_but_in_scripts_without_spaces() -> None:
    vault = linked(Pod="", 容器="", A="A pod 用容器運行", **{"2024": ""}, B="In 2024")
    assert mentions(vault, "Pod") == []
    assert mentions(vault, "2024") == []
    assert mentions(vault, "容器") == [("A", ["A pod 用<mark>容器</mark>運行"])]


def test_long_texts_are_cut_and_long_lists_are_capped() -> None:
    notes = {f"N{number:02}": f"{'x ' * 200}sidecar{' y' * 200}" for number in range(MOST + 5)}
    found = mentions(linked(Sidecar="", **notes), "Sidecar")
    assert len(found) == MOST
    assert found[0][1][0].startswith("…")
    assert len(found[0][1][0]) < 300


def test_a_passage_that_shows_markup_mentions_nothing() -> None:
    assert mentions(linked(Sidecar="", A="Write `[[Sidecar]]` for a link."), "Sidecar") == []


def test_each_line_is_looked_at_for_itself() -> None:
    texts = {
        "A": "- İ, which is longer in lower case\n- a sidecar\n- one more sidecar",
        "B": "Write `[[Sidecar]]` for a link.\n\nThe sidecar begins first.",
        "C": "- side\n- car",
        "D": "- İ and a sidecar",
    }
    assert mentions(linked(Sidecar="---\naliases: ['side\n\n  car']\n---\n", **texts), "Sidecar") == [
        ("A", ["a <mark>sidecar</mark>"]),
        ("B", ["The <mark>sidecar</mark> begins first."]),
    ]


def test_comments_and_unpublished_texts_mention_nothing() -> None:
    assert mentions(linked(Sidecar="", A="%% sidecar %%"), "Sidecar") == []


@given(st.text(alphabet=st.sampled_from("İıßSidecar \n容器[]"), max_size=40))
def test_whatever_a_text_says_what_is_marked_is_the_name(text: str) -> None:
    for _, (sentence,) in mentions(linked(Sidecar="", A=text), "Sidecar"):
        assert sentence.partition("<mark>")[2].partition("</mark>")[0].lower() == "sidecar"
