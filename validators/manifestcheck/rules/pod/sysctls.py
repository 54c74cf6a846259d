"""Settings of the kernel that a pod asks for."""

from __future__ import annotations

import re

from manifestcheck.field import Path, duplicate, invalid, required
from manifestcheck.formats import SUBDOMAIN_LENGTH, longer
from manifestcheck.rules.values import Errors, Object

_PATTERN = r"([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?"
_is_sysctl = re.compile(_PATTERN).fullmatch
_MALFORMED = f"must have at most {SUBDOMAIN_LENGTH} characters and match regex ^{_PATTERN}$"

_NETWORK = ("net.",)
_IPC = ("kernel.shm", "kernel.msg", "fs.mqueue.")


def validate_sysctls(sysctls: list[Object], path: Path, spec: Object) -> Errors:
    """Check the names of settings, and that each belongs to a namespace of the pod's own."""
    names: set[str] = set()
    for index, sysctl in enumerate(sysctls):
        name, place = sysctl.get("name", ""), (*path, index, "name")
        if not name:
            yield required(place)
        elif longer(name, SUBDOMAIN_LENGTH) or not _is_sysctl(name):
            yield invalid(place, name, _MALFORMED)
        elif name in names:
            yield duplicate(place, name)
        yield from _validate_namespace(name, place, spec)
        names.add(name)


def _validate_namespace(name: str, path: Path, spec: Object) -> Errors:
    dotted = _with_dots(name)
    if spec.get("hostNetwork") and dotted.startswith(_NETWORK):
        yield invalid(path, name, "may not be specified when 'hostNetwork' is true")
    elif spec.get("hostIPC") and (dotted.startswith(_IPC) or dotted == "kernel.sem"):
        yield invalid(path, name, "may not be specified when 'hostIPC' is true")


def _with_dots(name: str) -> str:
    """Write `net/ipv4/x.y`, where dots stand for themselves, with dots between the parts."""
    first = next((char for char in name if char in "./"), ".")
    return name.translate({ord("."): "/", ord("/"): "."}) if first == "/" else name
