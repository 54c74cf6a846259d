"""VolumeAttachments: the driver, the node and the volume that is attached."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden, required
from manifestcheck.formats import dns_subdomain
from manifestcheck.rules.core.persistentvolume import default_spec, validate_inline
from manifestcheck.rules.csi_driver_name import validate_driver_name
from manifestcheck.rules.values import Errors, Object, malformed
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_SOURCE: Path = (*_SPEC, "source")
_ONE_OF = "must specify exactly one of inlineVolumeSpec and persistentVolumeName"


def default(attachment: Object) -> None:
    """Fill in what the server does before it validates."""
    inline = ((attachment.get("spec") or {}).get("source") or {}).get("inlineVolumeSpec")
    if inline is not None:
        default_spec(inline)


def validate(attachment: Object, version: Version) -> Errors:
    """Check a VolumeAttachment."""
    spec = attachment.get("spec") or {}
    source, node = spec.get("source") or {}, spec.get("nodeName", "")
    inline, name = source.get("inlineVolumeSpec"), source.get("persistentVolumeName")
    if inline is None and name is None:
        yield required(_SOURCE, _ONE_OF)
    elif inline is not None and name is not None:
        yield forbidden(_SOURCE, _ONE_OF)
    elif inline is not None:
        yield from validate_inline(inline, (*_SOURCE, "inlineVolumeSpec"), version)
    elif not name:
        yield required((*_SOURCE, "persistentVolumeName"), "must specify non empty persistentVolumeName")
    yield from malformed((*_SPEC, "nodeName"), node, dns_subdomain(node))
    yield from validate_driver_name(spec.get("attacher", ""), (*_SPEC, "attacher"))
    if name is not None:
        yield from malformed((*_SOURCE, "persistentVolumeName"), name, dns_subdomain(name))
