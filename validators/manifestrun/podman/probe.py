"""One question of a probe: a command in the container, or a connection from the node."""

import json
import sys

from manifestrun.manifest import entries, section
from manifestrun.podman.commands import Podman
from manifestrun.request import Exec
from manifestrun.supervisor.runtime import Container

_START_UP = 2.0
"""Seconds that it may take to get into the container, beside the probe's own time limit."""
_CONNECT = """
import http.client, json, socket, sys
ask = json.loads(sys.argv[1])
if ask["path"] is None:
    socket.create_connection((ask["host"], ask["port"]), ask["timeout"]).close()
    sys.exit(0)
connection = http.client.HTTPConnection(ask["host"], ask["port"], timeout=ask["timeout"])
connection.request("GET", ask["path"], headers=ask["headers"])
sys.exit(not 200 <= connection.getresponse().status < 400)
"""


def ask(podman: Podman, container_id: str, probe: Container, container: Container, address: str) -> bool:
    """Ask a container once; no answer in time is a failure."""
    seconds = float(probe.get("timeoutSeconds") or 1)
    if command := section(probe, "exec").get("command"):
        request = Exec(pod="", command=tuple(map(str, command)))
        done = podman.exec(container_id, request, seconds + _START_UP)
        return done.code == 0
    http = section(probe, "httpGet")
    question = {
        "host": address,
        "port": _port((http or section(probe, "tcpSocket")).get("port"), container),
        "path": http.get("path", "/") if http else None,
        "headers": {
            "User-Agent": "kube-probe/1",
            **{each["name"]: each["value"] for each in entries(http.get("httpHeaders"))},
        },
        "timeout": seconds,
    }
    command = [sys.executable, "-I", "-S", "-c", _CONNECT, json.dumps(question)]
    return podman.sandbox.run(command, seconds=seconds + _START_UP).code == 0


def _port(port: object, container: Container) -> object:
    """Return the number of a port that may be given by its name."""
    named = (each["containerPort"] for each in entries(container.get("ports")) if each.get("name") == port)
    return next(named, port)
