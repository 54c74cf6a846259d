"""What is run or asked in a container: probes, and hooks at its start and before its end."""

from __future__ import annotations

from manifestcheck.field import Path, forbidden, invalid, not_supported, required
from manifestcheck.formats import NEGATIVE, http_header_name, port_number
from manifestcheck.rules.values import Errors, Object, malformed, port_number_or_name

_SCHEMES = ("HTTP", "HTTPS")
_PROBE_NUMBERS = (
    "initialDelaySeconds",
    "timeoutSeconds",
    "periodSeconds",
    "successThreshold",
    "failureThreshold",
)
_HANDLERS = ("exec", "httpGet", "tcpSocket", "grpc", "sleep")
_HOOKS = ("postStart", "preStop")


def validate_lifecycle(lifecycle: Object, path: Path, grace: int) -> Errors:
    """Check the hooks of a container that has `grace` seconds to stop in."""
    for hook in _HOOKS:
        if hook in lifecycle:
            yield from validate_handler(lifecycle[hook], (*path, hook), grace)


def validate_handler(handler: Object, path: Path, grace: int) -> Errors:
    """Check that a probe or a hook does exactly one thing, and how."""
    found = False
    for key in _HANDLERS:
        if key not in handler:
            continue
        if found:
            yield forbidden((*path, key), "may not specify more than 1 handler type")
        else:
            found = True
            yield from _validate_action(key, handler[key], (*path, key), grace)
    if not found:
        yield required(path, "must specify a handler type")


def _validate_action(key: str, action: Object, path: Path, grace: int) -> Errors:
    if key == "exec":
        if not action.get("command"):
            yield required((*path, "command"))
    elif key == "httpGet":
        yield from _validate_http_get(action, path)
    elif key == "tcpSocket":
        yield from port_number_or_name((*path, "port"), action.get("port", 0))
    elif key == "grpc":
        port = action.get("port", 0)
        yield from malformed((*path, "port"), port, port_number(port))
    else:
        yield from _validate_sleep(action.get("seconds", 0), path, grace)


def _validate_http_get(action: Object, path: Path) -> Errors:
    yield from port_number_or_name((*path, "port"), action.get("port", 0))
    if action["scheme"] not in _SCHEMES:
        yield not_supported((*path, "scheme"), action["scheme"], _SCHEMES)
    for header in action.get("httpHeaders") or ():
        name = header.get("name", "")
        yield from malformed((*path, "httpHeaders"), name, http_header_name(name))


def _validate_sleep(seconds: int, path: Path, grace: int) -> Errors:
    if seconds < 0 or seconds > grace:
        why = f"must be non-negative and less than terminationGracePeriodSeconds ({grace})"
        yield invalid(path, seconds, why)


def validate_probes(container: Object, path: Path, grace: int) -> Errors:
    """Check the three probes of a container that may have them."""
    if "livenessProbe" in container:
        yield from _validate_stopping(container["livenessProbe"], (*path, "livenessProbe"), grace)
    if "readinessProbe" in container:
        yield from _validate_readiness(container["readinessProbe"], (*path, "readinessProbe"), grace)
    if "startupProbe" in container:
        yield from _validate_stopping(container["startupProbe"], (*path, "startupProbe"), grace)


def _validate_stopping(probe: Object, path: Path, grace: int) -> Errors:
    """Check a probe whose failure stops the container."""
    yield from _validate_probe(probe, path, grace)
    if probe["successThreshold"] != 1:
        yield invalid((*path, "successThreshold"), probe["successThreshold"], "must be 1")


def _validate_readiness(probe: Object, path: Path, grace: int) -> Errors:
    yield from _validate_probe(probe, path, grace)
    if "terminationGracePeriodSeconds" in probe:
        seconds = probe["terminationGracePeriodSeconds"]
        yield invalid(
            (*path, "terminationGracePeriodSeconds"), seconds, "must not be set for readinessProbes"
        )


def _validate_probe(probe: Object, path: Path, grace: int) -> Errors:
    yield from validate_handler(probe, path, grace)
    for key in _PROBE_NUMBERS:
        if probe.get(key, 0) < 0:
            yield invalid((*path, key), probe[key], NEGATIVE)
    if probe.get("terminationGracePeriodSeconds", 1) <= 0:
        seconds = probe["terminationGracePeriodSeconds"]
        yield invalid((*path, "terminationGracePeriodSeconds"), seconds, "must be greater than 0")
