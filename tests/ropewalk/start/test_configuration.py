"""What is put into the first `mkdocs.yml`."""

from pathlib import Path

import pytest
import yaml

from ropewalk.start.configuration import configuration, site_name
from ropewalk.start.repository import Repository, parse_remote


@pytest.mark.parametrize(
    ("remote", "url"),
    [
        ("git@github.com:Ann/notes.git", "https://ann.github.io/notes/"),
        ("https://github.com/ann/ann.github.io", "https://ann.github.io/"),
        ("ssh://git@gitlab.com/ann/notes.git", "https://ann.gitlab.io/notes/"),
        ("https://token@github.com/ann/no.tes.git", "https://ann.github.io/no.tes/"),
    ],
)
def test_a_remote_says_where_the_site_will_be(remote: str, url: str) -> None:
    repository = parse_remote(remote)
    assert repository is not None
    assert repository.site_url == url


@pytest.mark.parametrize(
    "remote",
    ["", "/srv/git/notes.git", "https://example.org/ann/notes", "git@gitlab.com:a/b/c.git", "x://[:/"],
)
def test_other_remotes_say_nothing(remote: str) -> None:
    assert parse_remote(remote) is None


@pytest.mark.parametrize(
    ("here", "vault", "name"),
    [
        ("/home/my-garden", ".", "My garden"),
        ("/home/my-garden", "notes", "My garden"),
        ("/home/x", "Ship's log", "Ship's log"),
        ("/home/x", "zettel_kasten", "Zettel kasten"),
        ("/", ".", "Notes"),
        ("/home/--", ".", "Notes"),
    ],
)
def test_the_site_has_the_name_of_the_folder(here: str, vault: str, name: str) -> None:
    assert site_name(Path(here), Path(vault)) == name


@pytest.mark.parametrize("name", ["plain", 'quo"te', "yes", "a: b # c", "- x", "日本語"])
def test_every_name_of_a_folder_is_a_text_in_yaml(name: str) -> None:
    read = yaml.safe_load(configuration(Path("/here"), Path(name), None))
    assert read["docs_dir"] == name
    read = yaml.safe_load(configuration(Path("/") / name, Path(), None))
    assert read["site_name"] == name[:1].upper() + name[1:] if " " not in name else name


def test_a_repository_gives_the_address_and_none_gives_a_hint() -> None:
    known = Repository(host="github", owner="ann", name="notes")
    assert yaml.safe_load(configuration(Path("/x"), Path("notes"), known))["site_url"] == known.site_url
    assert "# site_url:" in configuration(Path("/x"), Path("notes"), None)
