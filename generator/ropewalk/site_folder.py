"""Where a site may be written: never over a vault, never over what Ropewalk has not made."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ropewalk.broken import BrokenError, cannot
from ropewalk.paths import GENERATED

MARK: Final = f"{GENERATED}/site.json"
"""The file by which a site of Ropewalk's is known again, relative to the site."""

_ELSEWHERE: Final = "Choose another folder with `--site-dir`."


def check_site_folder(site: Path, vault: Path) -> None:
    """Raise BrokenError unless a site made of the notes in `vault` may be written to the folder `site`."""
    real_site, real_vault = site.resolve(), vault.resolve()
    if real_site == real_vault:
        raise BrokenError(f"the site's folder `{site}` is the vault itself", help=_ELSEWHERE)
    if is_in_sight(real_site, real_vault):
        raise BrokenError(f"the site's folder `{site}` lies in the vault `{vault}`", help=_ELSEWHERE)
    if real_vault.is_relative_to(real_site):
        raise BrokenError(f"the site's folder `{site}` holds the vault `{vault}`", help=_ELSEWHERE)
    if not real_site.exists():
        return
    if not real_site.is_dir():
        raise BrokenError(f"`{site}` is a file, not a folder for a site", help=_ELSEWHERE)
    if not _is_ours(real_site):
        raise BrokenError(
            f"`{site}` holds something that Ropewalk has not made",
            help="Empty it, or choose another folder with `--site-dir`.",
        )


def is_in_sight(folder: Path, vault: Path) -> bool:
    """Whether a folder is seen by those who look for notes in `vault`: it lies there, and nothing hides it.

    What lies in a folder with a dot in front of its name is read neither by Obsidian nor by Ropewalk.
    """
    place, root = folder.resolve(), vault.resolve()
    if not place.is_relative_to(root):
        return False
    return not any(part.startswith(".") for part in place.relative_to(root).parts)


def _is_ours(site: Path) -> bool:
    try:
        return (site / MARK).is_file() or not any(site.iterdir())
    except OSError as error:
        raise cannot(f"read the site's folder `{site}`", error) from error
