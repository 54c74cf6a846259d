"""A vault loaded again, from a cache or by other processes gives the same as at first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from dask import config
from distributed import LocalCluster

from ropewalk import compiling
from ropewalk.broken import BrokenError
from ropewalk.build import Site, load
from ropewalk.cache import Cache
from ropewalk.compiling import Executors, dask, processes
from ropewalk.memory import Memory
from ropewalk.options import Options
from tests.ropewalk.host.hosting import HARBOUR

OPTIONS = Options(git_dates=False)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    for number in range(210):
        (folder / f"{number}.md").write_text(f"---\ntags: t{number}\n---\nSee [[{number + 1}]].\n")
    (folder / "same.md").write_text("Text.\n")
    (folder / "as this.md").write_text("Text.\n")
    (folder / "private.md").write_text("---\npublish: false\n---\nSecret.\n")
    return folder


def made(site: Site) -> tuple[object, ...]:
    return list(site.compiled.items()), site.linked, site.diagnostics


def no_compiler(*_: object) -> None:
    raise AssertionError("nothing is to be compiled")


def test_a_cache_compiles_nothing_twice(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Cache(tmp_path / "cache")
    first = load(vault, OPTIONS, Memory(cache=store))
    assert made(first) == made(load(vault, OPTIONS))
    monkeypatch.setattr(compiling, "compile_note", no_compiler)
    assert made(load(vault, OPTIONS, Memory(cache=store))) == made(first)
    with pytest.raises(AssertionError, match="nothing is to be compiled"):
        load(vault, Options(git_dates=False, strict_line_breaks=True), Memory(cache=store))


def test_one_of_everything_comes_out_of_a_cache_as_it_was(tmp_path: Path) -> None:
    store = Cache(tmp_path / "cache")
    notes = HARBOUR / "notes"
    first = made(load(notes, OPTIONS, Memory(cache=store)))
    assert made(load(notes, OPTIONS, Memory(cache=store))) == first == made(load(notes, OPTIONS))


def test_a_note_is_compiled_again_when_it_has_changed(vault: Path) -> None:
    memory = Memory()
    first = load(vault, OPTIONS, memory)
    (vault / "3.md").write_text("Another text.\n")
    (vault / "4.md").unlink()
    second = load(vault, OPTIONS, memory)
    assert made(second) == made(load(vault, OPTIONS))
    assert [path for path, note in second.compiled.items() if note is not first.compiled[path]] == ["3.md"]


@pytest.mark.parametrize("executors", [processes(2), lambda _notes: ThreadPoolExecutor(3)])
def test_other_processes_and_threads_give_the_same(
    vault: Path, executors: Executors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "WORTHWHILE", 200)
    assert made(load(vault, OPTIONS, Memory(executors=executors))) == made(load(vault, OPTIONS))


def test_a_dask_cluster_gives_the_same(vault: Path) -> None:
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address.removeprefix("tcp://")
        found = made(load(vault, OPTIONS, Memory(executors=dask(address))))
    assert found == made(load(vault, OPTIONS))


def test_no_cluster_is_said(vault: Path) -> None:
    with config.set({"distributed.comm.timeouts.connect": "0.2s"}), pytest.raises(BrokenError) as raised:
        load(vault, OPTIONS, Memory(executors=dask("127.0.0.1:9")))
    assert str(raised.value) == "there is no Dask cluster at `127.0.0.1:9`"
