"""ConfigMaps: the keys and the size of their data."""

from __future__ import annotations

from manifestcheck.field import Key, invalid, too_long
from manifestcheck.formats import config_key
from manifestcheck.rules.core.data import MOST_BYTES, size_of_base64
from manifestcheck.rules.values import Errors, Object, malformed
from manifestcheck.version import Version


def validate(config_map: Object, _version: Version) -> Errors:
    """Check a ConfigMap."""
    texts, binaries = config_map.get("data") or {}, config_map.get("binaryData") or {}
    for key in texts:
        path = ("data", Key(key))
        yield from malformed(path, key, config_key(key))
        if key in binaries:
            yield invalid(path, key, "duplicate of key present in binaryData")
    for key in binaries:
        yield from malformed(("binaryData", Key(key)), key, config_key(key))
    size = sum(len(value.encode()) for value in texts.values()) + sum(map(size_of_base64, binaries.values()))
    if size > MOST_BYTES:
        yield too_long((Key(""),), MOST_BYTES)
