"""What every test may ask for: the shared material, a browser, and the promise that nothing is skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

from manifestrun.engine import EngineError
from manifestrun.podman.sandbox import Sandbox

# A machine that is busy is no failure; and what continuous integration tries is the same each time.
settings.register_profile(
    "ropewalk",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
)
# Mutants are many: few examples, the same for each.
settings.register_profile(
    "mutation",
    parent=settings.get_profile("ropewalk"),
    max_examples=15,
    derandomize=True,
    database=None,
)
settings.load_profile("ropewalk")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--shared",
        default=os.environ.get("ROPEWALK_SHARED") or None,
        metavar="PATH",
        help="folder of shared material; without it the tests over it are left out",
    )
    parser.addoption(
        "--no-skips",
        action="store_true",
        default=os.environ.get("ROPEWALK_NO_SKIPS") == "1",
        help="fail if a test was skipped",
    )


def pytest_configure(config: pytest.Config) -> None:
    path = config.getoption("--shared")
    if path is not None and not Path(path).is_dir():
        raise pytest.UsageError(f"--shared: `{path}` is not a folder")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs the shared material where there is none; check browser and containers once."""
    if config.getoption("--shared") is None:
        absent = [item for item in items if item.get_closest_marker("shared")]
        items[:] = [item for item in items if not item.get_closest_marker("shared")]
        config.hook.pytest_deselected(items=absent)
    if browser() is None:
        reason = f"no browser on this machine: none of {', '.join(BROWSERS)} is on the path"
        _skip(items, "chromium", reason)
    if any(item.get_closest_marker("podman") for item in items) and (reason := no_containers()):
        _skip(items, "podman", reason)


def _skip(items: list[pytest.Item], marker: str, reason: str) -> None:
    for item in items:
        if item.get_closest_marker(marker):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    return _not_skipped(report, item.config)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    return _not_skipped(report, collector.config)


def _not_skipped(report: Report, config: pytest.Config) -> Report:
    """Make a skipped test a failed one where nothing may be skipped; an expected failure is no skip."""
    if config.getoption("--no-skips") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, although nothing may be skipped here: {report.longreprtext}"
    return report


def browser() -> Path | None:
    """Return the first Chromium on the path."""
    return next((Path(found) for name in BROWSERS if (found := shutil.which(name))), None)


def no_containers() -> str:
    """Return why no container can run on this machine, nothing if they can: a sandbox is tried."""
    try:
        with Sandbox():
            return ""
    except EngineError as error:
        return str(error)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests build out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> Path:
    """Return the folder of shared material; the test carries `@pytest.mark.shared`."""
    return Path(request.config.getoption("--shared")).resolve()


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Return the browser's path; the test carries `@pytest.mark.chromium`."""
    found = browser()
    assert found is not None, "the test lacks `@pytest.mark.chromium`"
    return found
