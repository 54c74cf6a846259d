"""Where a repository is kept, as its remote says, and where the site that it publishes will be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from ropewalk.git import git

GITHUB: Final = "github"
GITLAB: Final = "gitlab"
_PAGES: Final = {GITHUB: "github.io", GITLAB: "gitlab.io"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A repository on a host that publishes pages."""

    host: str
    """`github` or `gitlab`."""
    owner: str
    name: str

    @property
    def site_url(self) -> str:
        """Where the host serves the repository's site, unless it has a domain of its own."""
        home = f"{self.owner.lower()}.{_PAGES[self.host]}"
        return f"https://{home}/" if self.name.lower() == home else f"https://{home}/{self.name}/"


def repository_of(folder: Path) -> Repository | None:
    """Return what the remote `origin` of the folder's repository names; None where it is neither host's."""
    return parse_remote(git(folder, "remote", "get-url", "origin").strip())


def parse_remote(remote: str) -> Repository | None:
    """Read `https://host/owner/name.git`, `ssh://git@host/owner/name` or `git@host:owner/name`."""
    address = remote if "://" in remote else f"ssh://{remote.replace(':', '/', 1)}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = (parts.hostname or "").removesuffix(".com")
    segments = parts.path.strip("/").removesuffix(".git").split("/")
    if host not in _PAGES or len(segments) != 2 or not all(segments):  # noqa: PLR2004  owner and name
        return None
    return Repository(host=host, owner=segments[0], name=segments[1])
