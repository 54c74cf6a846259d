"""The plugin's options: what is wrong is said in one clear line, and nothing is built."""

from __future__ import annotations

import pytest

from tests.ropewalk.host.hosting import Project


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ({"serch": True}, "option 'serch': unknown option. Did you mean `search`?"),
        (
            {"strict-line-breaks": True},
            "option 'strict-line-breaks': unknown option. Did you mean `strict_line_breaks`?",
        ),
        ({"colour": "red"}, "option 'colour': unknown option."),
        ({"mode": "optin"}, "option 'mode': Expected one of: ('opt-out', 'opt-in') but received: 'optin'"),
        ({"exclude": "a.md"}, "option 'exclude': Expected a list of items"),
    ],
)
def test_an_option_that_is_wrong(
    empty: Project, option: dict[str, object], sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Exception, match="Aborted with a configuration error"):
        empty.build(plugins=[{"ropewalk": option}])
    assert sentence in caplog.text
    assert not empty.site.exists()


def test_search_can_be_left_out(small: Project) -> None:
    site = small.build()
    assert not (site / "-" / "pagefind").exists()
    assert "data-rw-search" not in small.page("Ropes")


def test_folders_can_be_left_out(small: Project) -> None:
    small.build(plugins=[{"ropewalk": {"exclude": ["Boats"]}}])
    assert not (small.site / "Boats").exists()
    assert "All boats are moored" not in "".join(small.seen(""))
