"""Where a pod's variables and files get their values: config maps, secrets, and the pod itself."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from manifestrun.jsonpath import find
from manifestrun.limits import limits
from manifestrun.manifest import Document, containers, of_kind, section
from manifestrun.quantity import in_units, parse_quantity
from manifestrun.supervisor.runtime import StartError

CONFIG_ERROR = "CreateContainerConfigError"


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """The objects of a run as one pod sees them."""

    pod: Mapping[str, Any]
    """With the addresses and the node that it has by now."""
    documents: tuple[Document, ...]

    def source(self, kind: str, name: str, *, optional: bool = False) -> Mapping[str, bytes]:
        """Return the data of a ConfigMap or a Secret.

        Raises:
            StartError: there is none of that name, and it is not optional.

        """
        found = (each for each in of_kind(self.documents, kind) if each["metadata"]["name"] == name)
        document = next(found, None)
        if document is None:
            if optional:
                return {}
            raise StartError(CONFIG_ERROR, f'{kind.lower()} "{name}" not found')
        return _data(document)

    def key(self, kind: str, reference: Mapping[str, Any]) -> str | None:
        """Return the value under one key; None where it is missing and may be."""
        optional = bool(reference.get("optional"))
        data = self.source(kind, str(reference.get("name")), optional=optional)
        key = str(reference.get("key"))
        if key in data:
            return data[key].decode("utf-8", "replace")
        if optional:
            return None
        raise StartError(CONFIG_ERROR, f"couldn't find key {key} in {kind} default/{reference.get('name')}")

    def field(self, path: str) -> str:
        """Return what a `fieldRef` names; labels and annotations as lines of `key="value"`."""
        if path in {"metadata.labels", "metadata.annotations"}:
            pairs = section(self.pod, *path.split("."))
            return "".join(f"{key}={_quoted(str(value))}\n" for key, value in sorted(pairs.items())).rstrip(
                "\n"
            )
        values = find(path.replace("status.podIPs", "status.podIPs[*].ip"), self.pod)
        return ",".join(map(str, values))

    def resource(self, reference: Mapping[str, Any], container: str) -> str:
        """Return what a `resourceFieldRef` names, of the container it names or else of this one."""
        name, resource = reference.get("containerName") or container, str(reference.get("resource"))
        specs = {each["name"]: each for _, each in containers(section(self.pod, "spec"))}
        if name not in specs:
            raise StartError(CONFIG_ERROR, f"container {name} not found")
        kind, _, of = resource.partition(".")
        asked = section(specs[name], "resources", kind).get(of)
        amount = (
            parse_quantity(asked) if asked is not None and kind == "requests" else limits(specs[name]).of(of)
        )
        return in_units(amount, reference.get("divisor") or 1)


def _data(document: Document) -> Mapping[str, bytes]:
    plain = "stringData" if document["kind"] == "Secret" else "data"
    coded = "data" if document["kind"] == "Secret" else "binaryData"
    try:
        texts = {key: "".join(str(value).split()) for key, value in section(document, coded).items()}
        decoded = {key: base64.b64decode(text, validate=True) for key, text in texts.items()}
    except binascii.Error as error:
        raise StartError(CONFIG_ERROR, f"illegal base64 data in {document['metadata']['name']}") from error
    return decoded | {key: str(value).encode() for key, value in section(document, plain).items()}


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
