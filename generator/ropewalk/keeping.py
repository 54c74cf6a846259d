"""Objects that stay: the garbage collector is not asked about them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Make many objects that live on; the collector neither looks for garbage among them now nor later.

    What a vault becomes holds no cycles, so that counting references is enough to free it.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()
