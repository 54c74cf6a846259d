"""A pod's volumes as folders of the run: made empty or filled, and mounted where containers ask for them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from manifestrun.manifest import entries, section
from manifestrun.podman.beneath import parts_of, pinned, write_file
from manifestrun.podman.values import Values
from manifestrun.supervisor.runtime import StartError

_File = tuple[str, bytes, int]
"""A path within the volume, the content and the mode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Volumes:
    """The volumes of one pod."""

    outside: Path
    """Their folder as this process sees it."""
    inside: str
    """The same folder as podman sees it."""
    spec: Mapping[str, Any]
    values: Values
    pin: Callable[[int], str]
    """Mounts what a descriptor stands for, so that nobody can put a link in its place; returns where."""
    share_with_group: Callable[[str, int], None]
    """Gives a folder that no container has seen yet to a group, by its path inside."""

    def prepare(self) -> None:
        """Make the folders that are missing and fill them.

        Raises:
            StartError: a source or a key is missing.

        """
        group = section(self.spec, "securityContext").get("fsGroup")
        for index, volume in enumerate(entries(self.spec.get("volumes"))):
            path = self.outside / str(index)
            if path.is_dir():
                continue
            files = [] if "emptyDir" in volume else list(self._files(volume))
            path.mkdir(parents=True)
            for name, data, mode in files:
                _write(path, name, data, mode | (0o440 if group is not None else 0))
            path.chmod(0o777)
            if group is not None:
                self.share_with_group(f"{self.inside}/{index}", int(group))

    def mounts(self, container: Mapping[str, Any]) -> Iterator[str]:
        """Yield podman's `SOURCE:TARGET:OPTIONS` for each of a container's mounts.

        Raises:
            StartError: a `subPath` leads out of its volume or through a link.

        """
        names = [volume["name"] for volume in entries(self.spec.get("volumes"))]
        for mount in entries(container.get("volumeMounts")):
            index = names.index(mount["name"])
            kind = next(key for key in self.spec["volumes"][index] if key != "name")
            read_only = mount.get("readOnly") or kind != "emptyDir"
            source = self._source_of(index, mount.get("subPath"))
            yield f"{source}:{mount['mountPath']}:{'ro' if read_only else 'rw'},rprivate"

    def _source_of(self, index: int, path: str | None) -> str:
        if not path:
            return f"{self.inside}/{index}"
        try:
            with pinned(self.outside / str(index), parts_of(path)) as opened:
                return self.pin(opened)
        except (ValueError, OSError) as error:
            raise StartError(
                "CreateContainerConfigError", f'failed to prepare subPath for volumeMount: "{path}": {error}'
            ) from error

    def _files(self, volume: Mapping[str, Any]) -> Iterator[_File]:
        for kind in ("configMap", "secret", "downwardAPI"):
            if isinstance(source := volume.get(kind), dict):
                yield from self._source(kind, source, source.get("defaultMode", 0o644))
        projected = section(volume, "projected")
        for each in entries(projected.get("sources")):
            for kind, source in each.items():
                yield from self._source(kind, source, projected.get("defaultMode", 0o644))

    def _source(self, kind: str, source: Mapping[str, Any], mode: int) -> Iterator[_File]:
        if kind == "downwardAPI":
            yield from self._downward(source, mode)
            return
        name = str(source.get("secretName") or source.get("name"))
        optional = bool(source.get("optional"))
        data = self.values.source("Secret" if kind == "secret" else "ConfigMap", name, optional=optional)
        items = entries(source.get("items")) or [{"key": key, "path": key} for key in data]
        for item in items:
            if item["key"] in data:
                yield item["path"], data[item["key"]], item.get("mode") or mode
            elif not optional:
                raise StartError("ContainerCreating", f"references non-existent config key: {item['key']}")

    def _downward(self, source: Mapping[str, Any], mode: int) -> Iterator[_File]:
        for item in entries(source.get("items")):
            if reference := section(item, "fieldRef"):
                text = self.values.field(str(reference.get("fieldPath")))
            else:
                text = self.values.resource(section(item, "resourceFieldRef"), "")
            yield item["path"], text.encode(), item.get("mode") or mode


def _write(root: Path, name: str, data: bytes, mode: int) -> None:
    try:
        write_file(root, name, data, mode)
    except (ValueError, OSError) as error:
        raise StartError("ContainerCreating", f"cannot write `{name}` into the volume: {error}") from error
