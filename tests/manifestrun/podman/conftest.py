"""What tests in real containers share: images of their own, made once."""

import os
from collections.abc import Iterator

import pytest

from manifestrun.podman.store import ensure_images, store_folder


@pytest.fixture(scope="session")
def images(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep Ropewalk's images in a temporary folder, which pytest's processes share."""
    with pytest.MonkeyPatch.context() as patch:
        base = tmp_path_factory.getbasetemp()
        shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
        patch.setenv("XDG_DATA_HOME", str(shared / "data"))
        ensure_images(store_folder())
        yield
