"""Objects that stay: the garbage collector is not asked about them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Make many objects that live on; the collector neither looks for garbage among them now nor later.

    They are freed by counting references. What an earlier use left behind in cycles goes now. A process that
    ends soon after ends sooner, too: the interpreter would look through all of them once more.
    """
    collects = gc.isenabled()
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()


@contextmanager
def unhindered() -> Iterator[None]:
    """Make objects of which most soon replace others; the collector waits for the end."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def settle() -> None:
    """Free what is left in cycles now, and let the collector never look at the other objects there are."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
