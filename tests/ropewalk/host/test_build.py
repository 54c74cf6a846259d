"""`mkdocs build`, as its users run it: the command line, its exit code and what it writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.ropewalk.host.hosting import Project, harbour
from tests.sitecheck import check_site


def contents(folder: Path) -> Mapping[str, bytes]:
    """Return every file of a site but the sitemap, in which MkDocs puts today's date."""
    files = (path for path in folder.rglob("*") if path.is_file() and "sitemap" not in path.name)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def explorer(site: Path) -> Any:
    text = (site / "-" / "explorer.js").read_text("utf-8")
    return json.loads(text.removeprefix("window.ropewalkExplorer=").rstrip(";\n"))["tree"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = harbour(tmp_path_factory.mktemp("harbour"))
    done = project.run("build")
    assert done.returncode == 0, done.stderr
    return project


def test_a_build_leaves_no_broken_address(built: Project) -> None:
    assert check_site(built.site, base="/notes/") == []


def test_a_build_holds_the_theme_and_nothing_that_it_is_made_of(built: Project) -> None:
    assert sorted(path.name for path in built.site.iterdir()) == [
        *("-", "404.html", "Boats", "Loose", "Ropes", "drafts", "index.html", "index.md", "llms.txt"),
        *("quay.svg", "sitemap.xml", "sitemap.xml.gz", "言語"),
    ]


def test_both_hosts_write_the_same(built: Project, small: Project) -> None:
    done = small.run("build", "-f", "mkdocs.yml", host="properdocs")
    assert done.returncode == 0, done.stderr
    assert contents(small.site) == contents(built.site)


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_strict_fails_on_a_warning_and_tells_each_finding_once(small: Project, host: str) -> None:
    done = small.run("build", "--strict", "-f", "mkdocs.yml", host=host)
    assert done.returncode == 1
    assert done.stderr.count("index.md:7:82: RW201 link to `A note nobody wrote` has no target") == 1
    assert done.stderr.count("RW201") == 1
    assert "Traceback" not in done.stderr


def test_strict_passes_where_there_is_nothing_to_warn_of(empty: Project) -> None:
    empty.configure()
    empty.write("index.md", "Fine.")
    done = empty.run("build", "--strict")
    assert done.returncode == 0, done.stderr


def test_addresses_that_name_files(small: Project) -> None:
    site = small.build(site_name="Files", use_directory_urls=False)
    assert (site / "Boats" / "Knots" / "Bowline.html").is_file()
    assert (site / "Boats" / "Boats.html").is_file()
    assert check_site(site) == []


def test_the_explorer_is_made_of_the_folders(built: Project) -> None:
    tree = explorer(built.site)
    assert [node[0] for node in tree] == ["The harbour", "Boats", "drafts", "Loose", "言語", "Ropes"]
    knots = ["Knots", "Boats/Knots/", [["Bowline", "Boats/Knots/Bowline/"]], "Boats/Knots/"]
    assert tree[1] == ["Boats", "Boats/Boats/", [knots], "Boats/"]


def test_a_folder_is_called_as_its_note_is(empty: Project) -> None:
    empty.write("index.md", "Home.")
    empty.write("02 rules/index.md", "---\ntitle: All rules\n---\n")
    empty.write("02 rules/deep/Note.md", "A note.")
    empty.write("02 rules/deep/deep.md", "---\ntitle: Further down\n---\n")
    empty.write("10 more/Note.md", "A note.")
    empty.write("20 last/Note.md", "A note.")
    empty.write("20 last.md", "---\ntitle: The last\n---\n")
    empty.build()
    rules, more, last, beside = explorer(empty.site)[1:]
    assert rules[:2] + rules[3:] == ["All rules", "02-rules/", "02 rules/"]
    assert [node[0] for node in rules[2]] == ["Further down"]
    assert more[0] == "10 more"
    assert last[:2] == beside == ["The last", "20-last/"]
    page = empty.page("02-rules/deep/Note")
    assert '<li><a href="../../">All rules</a></li>' in page
    assert '<li><a href="../deep/">Further down</a></li>' in page
    assert ">10 more</a></li>" in empty.page("10-more/Note")


def test_a_configured_navigation_and_its_titles_are_kept(small: Project) -> None:
    nav = [
        {"Begin": "index.md"},
        {"Work": [{"The knot": "Boats/Knots/Bowline.md"}, "Ropes.md"]},
        {"Elsewhere": "https://example.invalid/"},
    ]
    site = small.build(nav=nav)
    assert explorer(site) == [
        ["Begin", ""],
        ["Work", None, [["The knot", "Boats/Knots/Bowline/"], ["Ropes", "Ropes/"]], "Work/"],
        ["Elsewhere", "https://example.invalid/"],
    ]
    assert 'rel="next" href="../../../Ropes/"' in small.page("Boats/Knots/Bowline")
    assert "The knot" in small.page("Ropes")


def test_an_unknown_file_in_the_navigation_is_told(small: Project, caplog: pytest.LogCaptureFixture) -> None:
    small.build(nav=["index.md", "gone.md"])
    assert [record.getMessage() for record in caplog.records if "gone.md" in record.getMessage()] != []


def test_a_vault_without_a_note_is_a_site_all_the_same(empty: Project) -> None:
    site = empty.build()
    assert (site / "index.html").is_file()
    assert check_site(site) == []


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_a_language_of_the_theme_is_no_cause_for_a_warning(empty: Project, host: str) -> None:
    empty.write("index.md", "---\nupdated: 2024-03-05\n---\nServus.")
    empty.configure(theme={"name": "ropewalk", "locale": "de_AT"})
    done = empty.run("build", "--strict", "-f", "mkdocs.yml", host=host)
    assert done.returncode == 0, done.stderr
    html = empty.page("")
    assert '<html lang="de-AT"' in html
    assert "5. März 2024" in html
