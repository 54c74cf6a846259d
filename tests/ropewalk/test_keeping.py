"""What is kept is out of the collector's sight, and what an earlier build left in cycles is freed."""

from __future__ import annotations

import gc
import weakref

from ropewalk.keeping import kept, settle


class Ring:
    """An object that refers to itself, as MkDocs' pages do through their files."""

    def __init__(self) -> None:
        self.self = self


def test_the_collector_rests_and_works_again() -> None:
    with kept():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        with kept():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


def test_a_ring_that_was_kept_is_freed_by_the_next() -> None:
    with kept():
        ring = Ring()
    seen = weakref.ref(ring)
    del ring
    gc.collect()
    assert seen() is not None
    with kept():
        assert seen() is None
    gc.unfreeze()


def test_what_is_settled_is_out_of_sight_but_for_rings_that_nobody_has() -> None:
    ring, other = Ring(), Ring()
    seen, still = weakref.ref(ring), weakref.ref(other)
    del ring
    settle()
    assert seen() is None
    del other
    gc.collect()
    assert still() is not None
    gc.unfreeze()
    gc.collect()
    assert still() is None
