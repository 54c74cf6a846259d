"""Places in the site's folder: who has taken one, on a disk that does not tell case apart."""

from __future__ import annotations

from collections.abc import Mapping

from ropewalk.name_index import above, fold
from ropewalk.paths import dest_path


class Claims:
    """The files that the site will have, each with the path in the vault that it is for."""

    __slots__ = ("_files", "_folders")

    def __init__(
        self, files: Mapping[str, str] | None = None, folders: Mapping[str, str] | None = None
    ) -> None:
        self._files = dict(files or {})
        self._folders = dict(folders or {})

    def copy(self) -> Claims:
        """Return the same claims, to be added to."""
        return Claims(self._files, self._folders)

    def claim(self, url: str, path: str) -> str | None:
        """Take the place of `url` for `path`; where it is taken, return the path that has it.

        It is also taken where one address would need a folder and the other a file of the same name.
        """
        place = fold(dest_path(url))
        folders = tuple(above(place))[:-1]
        holder = self._files.get(place) or self._folders.get(place)
        for folder in folders:
            holder = holder or self._files.get(folder)
        if holder is None:
            self._files[place] = path
            for folder in folders:
                self._folders.setdefault(folder, path)
        return holder
