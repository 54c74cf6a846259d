"""Options of Windows containers, and what a pod for one operating system may not hold."""

from __future__ import annotations

import re

from manifestcheck.field import Path, forbidden, invalid, not_supported, required
from manifestcheck.formats import dns_subdomain, longer
from manifestcheck.rules.pod.scope import all_containers
from manifestcheck.rules.values import Errors, Object, present_text

_MOST_SPEC_KIB = 64
_MOST_DOMAIN_BYTES = 256
_MOST_USER_BYTES = 104
_has_control = re.compile(r"[\x00-\x1f\x7f]").search
_is_net_bios = re.compile(r'[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}').fullmatch
_is_dns = re.compile(
    r"(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\-]*[a-zA-Z0-9])\.)*"
    r"([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\-]*[A-Za-z0-9])"
).fullmatch
_NOT_IN_USERS = frozenset('"/\\:;|=,+*?<>@[]')

_SYSTEMS = ("linux", "windows")
_NOT_ON_WINDOWS = "cannot be set for a windows pod"
_NOT_ON_LINUX = "windows options cannot be set for a linux pod"
_LINUX_FIELDS = ("hostUsers", "hostPID", "hostIPC", "shareProcessNamespace")
_LINUX_POD_CONTEXT = (
    "appArmorProfile",
    "seLinuxOptions",
    "seccompProfile",
    "fsGroup",
    "fsGroupChangePolicy",
    "sysctls",
    "runAsUser",
    "runAsGroup",
    "supplementalGroups",
    "supplementalGroupsPolicy",
)
_LINUX_CONTAINER_CONTEXT = (
    "appArmorProfile",
    "seLinuxOptions",
    "seccompProfile",
    "capabilities",
    "readOnlyRootFilesystem",
    "privileged",
    "allowPrivilegeEscalation",
    "procMount",
    "runAsUser",
    "runAsGroup",
)


def validate_windows_options(options: Object, path: Path) -> Errors:
    """Check accounts for Windows containers."""
    yield from present_text(options, "gmsaCredentialSpecName", path, dns_subdomain)
    spec, user = options.get("gmsaCredentialSpec"), options.get("runAsUserName")
    place: Path = (*path, "gmsaCredentialSpec")
    if spec == "":
        yield invalid(place, spec, "gmsaCredentialSpec cannot be an empty string")
    elif spec is not None and longer(spec, _MOST_SPEC_KIB * 1024):
        yield invalid(place, spec, f"gmsaCredentialSpec size must be under {_MOST_SPEC_KIB} KiB")
    if user is not None:
        yield from _validate_user_name(user, (*path, "runAsUserName"))


def _validate_user_name(name: str, path: Path) -> Errors:
    parts = name.split("\\")
    if not name:
        yield invalid(path, name, "runAsUserName cannot be an empty string")
    elif _has_control(name):
        yield invalid(path, name, "runAsUserName cannot contain control characters")
    elif len(parts) > 2:  # noqa: PLR2004 - a domain and a user
        yield invalid(path, name, "runAsUserName cannot contain more than one backslash")
    else:
        for why in (*_domain_breaches(parts[:-1]), *_user_breaches(parts[-1])):
            yield invalid(path, name, why)


def _domain_breaches(domains: list[str]) -> list[str]:
    found = []
    for domain in domains:
        if longer(domain, _MOST_DOMAIN_BYTES):
            found.append(f"runAsUserName's Domain length must be under {_MOST_DOMAIN_BYTES} characters")
        if not (_is_net_bios(domain) or _is_dns(domain)):
            found.append("runAsUserName's Domain doesn't match the NetBios nor the DNS format")
    return found


def _user_breaches(user: str) -> list[str]:
    found = []
    if not user:
        found.append("runAsUserName's User cannot be empty")
    elif longer(user, _MOST_USER_BYTES):
        found.append(f"runAsUserName's User length must not be longer than {_MOST_USER_BYTES} characters")
    if user and not user.strip(". "):
        found.append("runAsUserName's User cannot contain only periods or spaces")
    if not _NOT_IN_USERS.isdisjoint(user):
        found.append("runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]")
    return found


def validate_host_processes(spec: Object, path: Path) -> Errors:
    """Check that all containers of a pod or none run as processes of a Windows node."""
    shared = _host_process(spec)
    count = processes = 0
    for container, place in all_containers(spec, path):
        own = _host_process(container)
        count += 1
        processes += bool(shared if own is None else own)
        if shared is not None and own is not None and shared != own:
            why = "pod hostProcess value must be identical if both are specified, "
            blamed: Path = (*place, "securityContext", "windowsOptions", "hostProcess")
            yield invalid(blamed, own, f"{why}was {str(shared).lower()}")
    if processes and processes != count:
        yield invalid(
            path,
            "",
            "If pod contains any hostProcess containers then all containers must be HostProcess containers",
        )
    if processes and not spec.get("hostNetwork"):
        why = "hostNetwork must be true if pod contains any hostProcess containers"
        yield invalid((*path, "hostNetwork"), False, why)  # noqa: FBT003 - the value


def _host_process(holder: Object) -> bool | None:
    options = (holder.get("securityContext") or {}).get("windowsOptions") or {}
    found: bool | None = options.get("hostProcess")
    return found


def validate_os(spec: Object, path: Path) -> Errors:
    """Check that a pod that says its operating system holds nothing of the other one's."""
    name = spec["os"].get("name", "")
    if not name:
        yield required((*path, "os", "name"))
    elif name not in _SYSTEMS:
        yield not_supported((*path, "os"), name, _SYSTEMS)
    elif name == "linux":
        yield from _validate_linux(spec, path)
    else:
        yield from _validate_windows(spec, path)


def _validate_linux(spec: Object, path: Path) -> Errors:
    for holder, place in ((spec, path), *all_containers(spec, path)):
        if "windowsOptions" in (holder.get("securityContext") or {}):
            yield forbidden((*place, "securityContext", "windowsOptions"), _NOT_ON_LINUX)


def _validate_windows(spec: Object, path: Path) -> Errors:
    for key in _LINUX_FIELDS:
        if spec.get(key) or (key in spec and key in {"hostUsers", "shareProcessNamespace"}):
            yield forbidden((*path, key), _NOT_ON_WINDOWS)
    yield from _validate_context(spec, path, _LINUX_POD_CONTEXT)
    for container, place in all_containers(spec, path):
        yield from _validate_context(container, place, _LINUX_CONTAINER_CONTEXT)


def _validate_context(holder: Object, path: Path, keys: tuple[str, ...]) -> Errors:
    context = holder.get("securityContext") or {}
    for key in keys:
        if key in context and not (key == "sysctls" and not context[key]):
            yield forbidden((*path, "securityContext", key), _NOT_ON_WINDOWS)
