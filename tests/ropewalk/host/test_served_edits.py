"""Single edits of a served site: what they write, what they build anew, and what they survive."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest
from mkdocs.exceptions import Abort

from ropewalk.host.output import Output
from tests.ropewalk.host.hosting import Project, harbour
from tests.ropewalk.host.served import Served, differing


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    project = harbour(tmp_path)
    project.configure(draft_docs="drafts/")
    running = Served(tmp_path, tmp_path / "site")
    yield running
    running.close()


def stamps(served: Served) -> dict[str, int]:
    return {name: (served.site / name).stat().st_mtime_ns for name in served.files()}


def test_an_edit_writes_the_pages_that_show_it_and_no_other(served: Served) -> None:
    before = stamps(served)
    Project(root=served.root).write("Loose/Tides.md", "The water rises at noon, see [[Bowline]].\n")
    served.rebuild()
    after = stamps(served)
    written = {name for name in after if before.get(name) != after[name]}
    assert {"Loose/Tides/index.html", "Loose/Tides/index.md", "Boats/Knots/Bowline/index.html"} <= written
    assert len([name for name in written if name.endswith(".html")]) < 10
    assert served.full_builds == 0


def test_another_title_of_a_folders_note_is_shown_wherever_the_folder_is(served: Served) -> None:
    note = served.root / "notes" / "Boats" / "Boats.md"
    for title in ("Ships", "Vessels"):
        note.write_text(f"---\ntitle: {title}\n---\nAll that swims.\n")
        served.rebuild()
        files = served.files()
        assert f">{title}</a></li>".encode() in files["Boats/Knots/Bowline/index.html"]
        assert f'["{title}",'.encode() in files["-/explorer.js"]
        assert differing(served) == []
    assert served.full_builds == 0


def test_a_finding_follows_the_note_about_its_rule(served: Served) -> None:
    project = Project(root=served.root)
    wrong = "```yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndat: {}\n```\n"
    project.write("Loose/Tides.md", wrong)
    served.rebuild()
    for name in ("MC101", "Another", "MC101"):
        project.write("Boats/Knots/Bowline.md", f"---\naliases: [{name}]\n---\nA knot.\n")
        served.rebuild()
        page = served.files()["Loose/Tides/index.html"]
        assert (b'href="../../Boats/Knots/Bowline/"><code>MC101' in page) == (name == "MC101")
        assert differing(served) == []
    assert served.full_builds == 0


def test_nothing_is_written_where_nothing_has_changed(served: Served) -> None:
    before = stamps(served)
    served.rebuild()
    assert stamps(served) == before


def test_another_configuration_is_built_from_the_beginning(served: Served) -> None:
    Project(root=served.root).configure(site_name="Another", draft_docs="drafts/")
    served.rebuild()
    assert served.full_builds == 1
    assert b"Another" in served.files()["Loose/Tides/index.html"]
    Project(root=served.root).write("Loose/Tides.md", "New words.\n")
    served.rebuild()
    assert served.full_builds == 1
    assert differing(served) == []


def test_bytecode_beside_a_watched_file_is_no_change_of_the_site(tmp_path: Path) -> None:
    project = harbour(tmp_path)
    project.configure(watch=["more"])
    cache = tmp_path / "more" / "__pycache__"
    cache.mkdir(parents=True)
    served = Served(tmp_path, tmp_path / "site")
    try:
        (cache / "module.cpython-311.pyc").write_bytes(b"bytecode")
        served.rebuild()
        assert served.full_builds == 0
        (tmp_path / "more" / "module.py").write_text("")
        served.rebuild()
        assert served.full_builds == 1
    finally:
        served.close()


def test_a_file_that_is_cut_off_before_it_is_written_is_not_shown_empty(served: Served) -> None:
    note = served.root / "notes" / "Loose" / "Tides.md"
    note.write_bytes(b"")
    writing = Timer(0.2, note.write_text, ["Whole again.\n"])
    writing.start()
    served.rebuild()
    assert b"Whole again." in served.files()["Loose/Tides/index.html"]
    writing.join()


def test_a_note_may_be_emptied(served: Served) -> None:
    (served.root / "notes" / "Loose" / "Tides.md").write_bytes(b"")
    served.rebuild()
    assert differing(served) == []


def test_a_disk_that_is_full_is_told_and_the_next_edit_is_built(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = served.root / "notes" / "Loose" / "Tides.md"
    note.write_text("The tide turns.\n")
    with monkeypatch.context() as patch:
        patch.setattr(Output, "update", no_room)
        with pytest.raises(Abort, match="error: cannot build the site: no space left on device"):
            served.rebuild()
    note.write_text("The tide has turned.\n")
    served.rebuild()
    assert "The tide has turned." in (served.site / "Loose" / "Tides" / "index.html").read_text("utf-8")
    assert differing(served) == []


def no_room(*_arguments: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
