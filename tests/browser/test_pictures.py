"""A cleaned picture looks in a browser as the one in the vault does, point by point."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.sites import Site, built, serve
from tests.ropewalk.attachments.planting import PLANTED, SECRET
from tests.vaults.building import write

pytestmark = pytest.mark.chromium
SHOWN = ("jpg", "png", "webp", "gif", "avif")
TURNED = ("jpg", "png")
"""Films in WebP are turned by no browser, whatever they say."""
POINTS = """
async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext("2d");
  canvas.drawImage(image, 0, 0);
  return [image.naturalWidth, image.naturalHeight, [...canvas.getImageData(0, 0, image.naturalWidth, image.naturalHeight).data]];
}
"""  # noqa: E501  a script


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("pictures")
    pictures: dict[str, str | bytes] = {f"{kind}.{kind}": PLANTED[kind]() for kind in SHOWN}
    write(root / "notes", {**pictures, "index.md": " ".join(f"![[{name}]]" for name in pictures)})
    (root / "mkdocs.yml").write_text(
        "site_name: Pictures\ndocs_dir: notes\ntheme: ropewalk\nplugins: [ropewalk: {search: false}]\n",
        "utf-8",
    )
    folder = built(root, root / "site")
    write(folder / "vault", pictures)
    with serve(folder) as running:
        yield running


@pytest.mark.parametrize("kind", SHOWN)
def test_every_point_is_drawn_where_it_was(site: Site, open_page: Callable[..., Page], kind: str) -> None:
    assert SECRET not in (site.folder / f"{kind}.{kind}").read_bytes()
    page = open_page(site.address)
    cleaned = page.evaluate(POINTS, f"{site.address}{kind}.{kind}")
    assert cleaned == page.evaluate(POINTS, f"{site.address}vault/{kind}.{kind}")
    width, height, points = cleaned
    # Sixteen by eight, unless the file says that it lies on its side.
    assert (width, height) == ((8, 16) if kind in TURNED else (16, 8))
    assert len(set(zip(*[iter(points)] * 4, strict=True))) >= 3
