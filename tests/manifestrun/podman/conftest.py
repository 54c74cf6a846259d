"""What tests in real containers share: images of their own, made once."""

from collections.abc import Iterator

import pytest

from manifestrun.podman.store import ensure_images, store_folder


@pytest.fixture(scope="session")
def images(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep Ropewalk's images in a temporary folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        ensure_images(store_folder())
        yield
