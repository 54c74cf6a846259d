"""Pictures of each kind with a secret in each place that holds what is not the picture."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms, TiffImagePlugin

from tests.pictures import drawn, saved

SECRET = b"zqsecretqz"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SIDEWAYS = 6
_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r>' + SECRET + b"</r></x:xmpmeta>"


def exif(turned: int = SIDEWAYS, *, preview: bool = True) -> bytes:
    """Return Exif with a camera, a place on the map and a preview that holds the secret."""
    made = Image.Exif()
    made[0x010F] = SECRET.decode()
    made[0x0112] = turned
    made.get_ifd(0x8825)[29] = SECRET.decode()
    made.get_ifd(0x8769)[0x9286] = SECRET
    block = made.tobytes()
    if not preview:
        return block
    # The second directory: a preview, linked to behind the first one.
    body = bytearray(block.removeprefix(b"Exif\0\0"))
    order = "<" if body[:2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}L", body, 4)
    (count,) = struct.unpack_from(f"{order}H", body, first)
    struct.pack_into(f"{order}L", body, first + 2 + 12 * count, len(body))
    small = saved("JPEG", drawn(4, 4), comment=SECRET)
    entries = ((0x0201, 4, 1, len(body) + 30), (0x0202, 4, 1, len(small)))
    body += struct.pack(f"{order}H", 2) + b"".join(struct.pack(f"{order}HHLL", *one) for one in entries)
    return b"Exif\0\0" + bytes(body + bytes(4) + small)


def jpeg() -> bytes:
    plain = saved("JPEG", exif=exif(), icc_profile=PROFILE, xmp=_XMP, comment=SECRET, dpi=(72, 72))
    photoshop = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">L", len(SECRET)) + SECRET
    flashpix = b"FPXR\0" + SECRET
    more = b"".join(
        b"\xff" + bytes((marker,)) + struct.pack(">H", len(body) + 2) + body
        for marker, body in (
            (0xED, photoshop),
            (0xE2, flashpix),
            (0xE0, b"JFXX\0\x10" + SECRET),
            (0xE7, SECRET),
        )
    )
    return plain[:2] + plain[2:20] + more + plain[20:] + SECRET + saved("JPEG", comment=SECRET)


def png() -> bytes:
    plain = saved("PNG", exif=exif(), icc_profile=PROFILE)
    texts = (
        (b"tEXt", b"Author\0" + SECRET),
        (b"zTXt", b"Comment\0\0" + zlib.compress(SECRET)),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + _XMP),
        (b"tIME", b"\x07\xe8\1\1\1\1\1"),
        (b"prVt", SECRET),
    )
    chunks = b"".join(
        struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))
        for name, body in texts
    )
    return plain[:33] + chunks + plain[33:] + SECRET


def webp() -> bytes:
    frames = [drawn(), drawn().rotate(180)]
    plain = saved(
        "WEBP", frames[0], save_all=True, append_images=frames[1:], exif=exif(), xmp=_XMP,
        icc_profile=PROFILE, lossless=True,
    )  # fmt: skip
    body = plain[8:] + b"prVt" + struct.pack("<L", len(SECRET)) + SECRET
    return b"RIFF" + struct.pack("<L", len(body)) + body + SECRET


def gif() -> bytes:
    frames = [drawn(), drawn().rotate(180)]
    plain = saved("GIF", frames[0], save_all=True, append_images=frames[1:], loop=3, comment=SECRET)
    xmp = b"\x21\xff\x0bXMP DataXMP" + _XMP + b"\1" + bytes(range(255, -1, -1)) + b"\0"
    size = 13 + (3 << (plain[10] & 7) + 1)
    return plain[:size] + xmp + plain[size:] + SECRET


def tiff() -> bytes:
    file = BytesIO()
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[270] = info[305] = info[315] = SECRET.decode()
    info[700] = _XMP
    info[274] = SIDEWAYS
    info.tagtype[700] = 1
    made = Image.Exif()
    made.get_ifd(0x8825)[29] = SECRET.decode()
    info[0x8825] = made.get_ifd(0x8825)
    pages = [drawn(), drawn(8, 16)]
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:], tiffinfo=info, icc_profile=PROFILE)
    return file.getvalue() + SECRET


def avif() -> bytes:
    return saved("AVIF", exif=exif(1, preview=False), xmp=_XMP, icc_profile=PROFILE) + (
        struct.pack(">L", 24 + len(SECRET)) + b"uuid" + bytes(16) + SECRET
    )


PLANTED = {"jpg": jpeg, "png": png, "webp": webp, "gif": gif, "tif": tiff, "avif": avif}
