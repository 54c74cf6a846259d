"""A picture loses what it says about its maker and keeps every point, its colours and its turn."""

from __future__ import annotations

import re
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps, ImageSequence

from ropewalk.attachments import HEAD, UnreadableError, cleaner
from tests.pictures import drawn, saved, smallest
from tests.ropewalk.attachments.planting import PLANTED, PROFILE, SECRET, SIDEWAYS, exif

FILES = {kind: plant() for kind, plant in PLANTED.items()}
WITHOUT_TURN = {"gif", "avif"}


def alone(kind: str, data: bytes) -> bytes:
    clean = cleaner(f"x.{kind}", data[:HEAD], trusted=False)
    assert clean is not None
    return clean(data)


def frames(data: bytes) -> list[bytes]:
    with Image.open(BytesIO(data)) as image:
        return [frame.convert("RGBA").tobytes() for frame in ImageSequence.Iterator(image)]


@pytest.mark.parametrize("kind", list(FILES))
def test_every_point_stays(kind: str) -> None:
    before, after = frames(FILES[kind]), frames(alone(kind, FILES[kind]))
    assert before == after
    assert len(before) == (2 if kind in {"gif", "webp", "tif"} else 1)


@pytest.mark.parametrize("kind", list(FILES))
def test_no_secret_stays(kind: str) -> None:
    assert FILES[kind].count(SECRET) + sum(SECRET in one for one in unpacked(FILES[kind])) > 0
    after = alone(kind, FILES[kind])
    assert SECRET not in after
    assert not any(SECRET in one for one in unpacked(after))


def unpacked(data: bytes) -> list[bytes]:
    """Return whatever in a file can be decompressed."""
    found = []
    for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        try:
            found.append(zlib.decompressobj().decompress(data[match.start() :]))
        except zlib.error:
            continue
    return found


@pytest.mark.parametrize("kind", [kind for kind in FILES if kind not in WITHOUT_TURN])
def test_the_picture_stays_turned(kind: str) -> None:
    with Image.open(BytesIO(FILES[kind])) as old, Image.open(BytesIO(alone(kind, FILES[kind]))) as new:
        assert new.getexif()[0x0112] == SIDEWAYS
        if kind != "tif":  # its directory of the page is what Pillow takes for Exif
            assert dict(new.getexif()) == {0x0112: SIDEWAYS}
        assert new.getexif().get_ifd(0x8825) == {}
        assert ImageOps.exif_transpose(new).tobytes() == ImageOps.exif_transpose(old).tobytes()


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "tif", "avif"])
def test_the_colours_stay(kind: str) -> None:
    with Image.open(BytesIO(alone(kind, FILES[kind]))) as new:
        assert new.info["icc_profile"] == PROFILE


@pytest.mark.parametrize("kind", list(FILES))
def test_cleaning_twice_is_cleaning_once(kind: str) -> None:
    once = alone(kind, FILES[kind])
    assert alone(kind, once) == once


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "gif", "tif", "avif"])
def test_a_picture_that_says_nothing_stays_as_it_is(kind: str) -> None:
    data = smallest(f"x.{kind}")
    assert data is not None
    assert frames(alone(kind, data)) == frames(data)
    if kind not in {"gif", "avif"}:  # a mark of Pillow's, and the item's name
        assert alone(kind, data) == data


def test_an_upright_picture_has_no_exif() -> None:
    after = alone("jpg", saved("JPEG", exif=exif(1)))
    assert b"Exif" not in after


def test_a_gif_keeps_its_loops() -> None:
    with Image.open(BytesIO(alone("gif", FILES["gif"]))) as new:
        assert new.info["loop"] == 3


def test_the_content_counts_and_not_the_name() -> None:
    assert SECRET not in alone("png", FILES["jpg"])
    clean = cleaner("x.unknown", FILES["jpg"][:HEAD], trusted=True)
    assert clean is not None
    assert SECRET not in clean(FILES["jpg"])


@pytest.mark.parametrize("kind", [*FILES, "heic"])
@pytest.mark.parametrize("data", [b"", b"text", b"\0" * 100, b"\xff\xd8\xff", b"II*\0"])
def test_what_is_no_picture_is_refused(kind: str, data: bytes) -> None:
    with pytest.raises(UnreadableError):
        alone(kind, data)


@pytest.mark.parametrize("kind", ["png", "webp", "gif", "avif"])
def test_a_picture_that_ends_early_is_refused(kind: str) -> None:
    data = saved({"png": "PNG", "webp": "WEBP", "gif": "GIF", "avif": "AVIF"}[kind], drawn())
    with pytest.raises(UnreadableError):
        alone(kind, data[: len(data) * 2 // 3])


@given(st.sampled_from(sorted(FILES)), st.data())
def test_damage_does_no_harm(kind: str, data: st.DataObject) -> None:
    """Whatever is changed or cut off: it is refused, or comes out in a time and size that are bounded."""
    whole = bytearray(FILES[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, min(len(whole) - 1, 3000)))] = data.draw(st.integers(0, 255))
    del whole[data.draw(st.integers(0, len(whole))) :]
    try:
        after = alone(kind, bytes(whole))
    except UnreadableError:
        return
    assert len(after) <= len(whole) + 100
