"""Pagefind's index in one fixed order: what it keeps in hash maps comes out differently each time."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping

ENTRY = "pagefind-entry.json"
_MAGIC = b"pagefind_dcd"
_TEXT, _ARRAY = 3, 4


def canonical(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the index, by path and in path order, with its languages and the values of its filters sorted.

    Filters and what names them are gzipped CBOR behind `pagefind_dcd` (Pagefind 1.5, `index_filter.rs` and
    `index_metadata.rs`), and named by their content. An index in another format is left as it is.
    """
    try:
        return dict(sorted(_sorted_index(dict(files)).items()))
    except (ValueError, KeyError, IndexError, OSError, EOFError, zlib.error):
        return dict(sorted(files.items()))


def _sorted_index(files: dict[str, bytes]) -> dict[str, bytes]:
    entry = json.loads(files[ENTRY])
    for about in entry["languages"].values():
        about["hash"] = _sort_language(files, about["hash"])
    files[ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    return files


def _sort_language(files: dict[str, bytes], key: str) -> str:
    """Replace the filters of a language and the file that names them; return that one's new key."""
    metadata = _unpacked(files.pop(f"pagefind.{key}.pf_meta"))
    start = f"filter/{key.rpartition('_')[0]}_"
    for path in [path for path in files if path.startswith(start)]:
        old = path.removeprefix("filter/").removesuffix(".pf_filter")
        values = _sorted_values(_unpacked(files.pop(path)))
        new = _named(old, values)
        # Keys of one length: nothing around them changes.
        metadata = metadata.replace(old.encode(), new.encode())
        files[f"filter/{new}.pf_filter"] = _packed(values)
    key = _named(key, metadata)
    files[f"pagefind.{key}.pf_meta"] = _packed(metadata)
    return key


def _named(key: str, data: bytes) -> str:
    """Return a key for `data` as long as `key` and of the same language."""
    language, _, digits = key.rpartition("_")
    return f"{language}_{hashlib.sha256(data).hexdigest()[: len(digits)]}"


def _unpacked(content: bytes) -> bytes:
    data = gzip.decompress(content)
    if not data.startswith(_MAGIC):
        raise ValueError("not a file of Pagefind's")
    return data.removeprefix(_MAGIC)


def _packed(data: bytes) -> bytes:
    return gzip.compress(_MAGIC + data, mtime=0)


def _sorted_values(data: bytes) -> bytes:
    """Return the filter `[name, [[value, pages], …]]` with its values in the order of their bytes."""
    _, _, name = _head(data, 0)
    values = _end(data, name)
    major, count, first = _head(data, values)
    if major != _ARRAY:
        raise ValueError("not a filter of Pagefind's")
    items: list[bytes] = []
    at = first
    for _ in range(count):
        end = _end(data, at)
        items.append(data[at:end])
        at = end
    return data[:first] + b"".join(sorted(items)) + data[at:]


def _end(data: bytes, at: int) -> int:
    """Return the index after the CBOR item at `at`."""
    major, value, end = _head(data, at)
    if major == _TEXT:
        return end + value
    if major == _ARRAY:
        for _ in range(value):
            end = _end(data, end)
    elif major:
        raise ValueError("more than numbers, texts and lists in a filter")
    return end


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Return the major type and the argument of the CBOR item at `at`, and the index after them."""
    major, short = divmod(data[at], 32)
    if short < 24:  # noqa: PLR2004  # RFC 8949, section 3: the argument itself
        return major, short, at + 1
    if short > 27:  # noqa: PLR2004  # as above: reserved, or of indefinite length
        raise ValueError("a list of unknown length in a filter")
    end = at + 1 + (1 << (short - 24))
    return major, int.from_bytes(data[at + 1 : end]), end
