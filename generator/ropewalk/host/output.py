"""The files of a served site, each with what it was made of, so that only what has changed is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

_DIGEST: Final = 16
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Product:
    """A file to be: equal products make equal files."""

    made_of: object
    make: Callable[[Path], object] = field(compare=False)
    """Write the file at a path, whose folder is there."""


def text_product(text: str) -> Product:
    """Return a file that holds a text."""
    content = text.encode()
    return Product(blake2b(content, digest_size=_DIGEST).digest(), lambda file: file.write_bytes(content))


@dataclass(slots=True, kw_only=True)
class Output:
    """A site's folder, and what its files were made of."""

    folder: Path
    made: dict[str, object] = field(default_factory=dict)
    """By name, relative to the folder. Files that are not named are no concern of this."""

    def adopt(self, name: str, product: Product) -> None:
        """Take the folder's file of a name for this product; nothing is written."""
        self.made[name] = product.made_of

    def update(self, products: Iterable[tuple[str, Product | None]]) -> int:
        """Make the files be these products; return how many were written or removed.

        None is for a file that is none.
        """
        new: list[tuple[str, Product]] = []
        gone: list[str] = []
        for name, product in products:
            if product is not None and (name not in self.made or self.made[name] != product.made_of):
                new.append((name, product))
            elif product is None and name in self.made:
                gone.append(name)
        self._remove(gone)
        for name, product in new:
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            product.make(file)
            self.adopt(name, product)
        return len(gone) + len(new)

    def _remove(self, names: Iterable[str]) -> None:
        for name in names:
            del self.made[name]
            file = self.folder / name
            file.unlink(missing_ok=True)
            with suppress(OSError):  # not empty
                for above in file.parents:
                    if above == self.folder:
                        break
                    above.rmdir()
