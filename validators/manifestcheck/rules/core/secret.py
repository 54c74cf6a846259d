"""Secrets: the keys and the size of their data, and what each type must hold."""

from __future__ import annotations

import base64
import binascii
import json

from manifestcheck.field import Key, invalid, required, too_long
from manifestcheck.formats import config_key
from manifestcheck.rules.core.data import MOST_BYTES
from manifestcheck.rules.values import Errors, Object, malformed
from manifestcheck.version import Version

_REDACTED = "<secret contents redacted>"
_ACCOUNT_NAME = "kubernetes.io/service-account.name"
_JSON_KEYS = {
    "kubernetes.io/dockercfg": ".dockercfg",
    "kubernetes.io/dockerconfigjson": ".dockerconfigjson",
}
_CREDENTIALS = ("username", "password")
_TLS = ("tls.crt", "tls.key")


def validate(secret: Object, _version: Version) -> Errors:
    """Check a Secret."""
    data = _data(secret)
    for key in data:
        yield from malformed(("data", Key(key)), key, config_key(key))
    if sum(map(len, data.values())) > MOST_BYTES:
        yield too_long(("data",), MOST_BYTES)
    yield from _validate_type(secret, data)


def _data(secret: Object) -> dict[str, bytes]:
    """Return the data as the server keeps it: `stringData` overrides `data`."""
    encoded = {key: _decoded(value) for key, value in (secret.get("data") or {}).items()}
    return encoded | {key: value.encode() for key, value in (secret.get("stringData") or {}).items()}


def _decoded(text: str) -> bytes:
    """Decode a text in base64; a malformed one is an error of decoding, reported elsewhere."""
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return text.encode()


def _validate_type(secret: Object, data: dict[str, bytes]) -> Errors:
    match secret.get("type"):
        case "kubernetes.io/service-account-token":
            if not (secret.get("metadata", {}).get("annotations") or {}).get(_ACCOUNT_NAME):
                yield required(("metadata", "annotations", Key(_ACCOUNT_NAME)))
        case "kubernetes.io/dockercfg" | "kubernetes.io/dockerconfigjson" as kind:
            yield from _validate_json(data, _JSON_KEYS[kind])
        case "kubernetes.io/basic-auth":
            if not any(key in data for key in _CREDENTIALS):
                yield from (required(("data", Key(key))) for key in _CREDENTIALS)
        case "kubernetes.io/ssh-auth":
            if not data.get("ssh-privatekey"):
                yield required(("data", Key("ssh-privatekey")))
        case "kubernetes.io/tls":
            yield from (required(("data", Key(key))) for key in _TLS if key not in data)


def _validate_json(data: dict[str, bytes], key: str) -> Errors:
    path = ("data", Key(key))
    if key not in data:
        yield required(path)
        return
    fault = _json_fault(data[key].decode(errors="replace"))
    if fault:
        yield invalid(path, _REDACTED, fault)


def _json_fault(text: str) -> str:
    """Return what keeps a text from being a JSON object, in Go's words; "": nothing.

    Whole numbers are read as floats, which may be as long as they like.
    """
    try:
        value = json.loads(text, parse_int=float)
    except json.JSONDecodeError as error:
        rest = text[error.pos :].strip()
        return (
            f"invalid character '{rest[0]}' looking for beginning of value"
            if rest
            else "unexpected end of JSON input"
        )
    except RecursionError:
        return "exceeded max depth"
    is_object = value is None or isinstance(value, dict)
    return "" if is_object else "json: cannot unmarshal into Go value of type map[string]interface {}"
