"""MkDocs' server with live reload, for a vault with or without an `mkdocs.yml`."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from click import ClickException
from mkdocs.commands import build
from mkdocs.config.base import ValidationError
from mkdocs.config.config_options import IpAddress
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from ropewalk.broken import BrokenError, cannot
from ropewalk.host.building import PLUGIN, Project
from ropewalk.host.served_folder import served_folder
from ropewalk.memory import Memory

Progress = Callable[[str], None]


def serve_site(  # noqa: PLR0913  # what a server is told once
    project: Project,
    again: Callable[[], Project],
    address: str | None,
    progress: Progress,
    ready: Callable[[str], None],
    *,
    memory: Memory,
) -> None:
    """Serve a project until the process is interrupted; `ready` is told the site's address.

    `again` reads the project anew when its configuration has changed. Raises BrokenError if the first build
    fails or the address cannot be had.
    """
    # It warns of each address that is not there.
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
    host, port = _address(project.config, address)
    _try_to_bind(host, port)
    with _ended_by_signals(), served_folder() as folder:
        plugin: Any = project.config.plugins[PLUGIN]
        plugin.memory = memory
        _Serving(folder, host, port, progress).run(project, again, ready)


class _Serving:
    """One run of the server."""

    def __init__(self, site: Path, host: str, port: int, progress: Progress) -> None:
        self._site, self._host, self._port, self._progress = site, host, port, progress

    def run(self, project: Project, again: Callable[[], Project], ready: Callable[[str], None]) -> None:
        config = project.config
        mount = urlsplit(config.site_url or "/").path
        url = f"http://{f'[{self._host}]' if ':' in self._host else self._host}:{self._port}{mount}"

        def rebuild() -> None:
            try:
                self._build(again().config, url)
            except OSError as error:
                raise Abort(f"error: {cannot('build the site', error)}") from error
            except (BrokenError, Abort, ClickException) as error:
                # MkDocs' server prints the text of this one error, and a traceback for any other.
                raise Abort(f"error: {_text(error)}") from error

        config.plugins.on_startup(command="serve", dirty=False)
        try:
            self._build(config, url)
            server = LiveReloadServer(rebuild, self._host, self._port, str(self._site), mount)
            server.error_handler = self._error_page
            self._watch(server, config, rebuild)
            ready(url)
            _run(server)
        except Abort as error:
            raise BrokenError(_text(error.__context__ or error)) from error
        except ClickException as error:
            raise BrokenError(error.format_message()) from error
        except OSError as error:
            raise cannot("build the site", error) from error
        finally:
            config.plugins.on_shutdown()

    def _build(self, config: MkDocsConfig, url: str) -> None:
        config.site_dir, config.site_url = str(self._site), url
        config.plugins[PLUGIN].progress = self._progress  # type: ignore[attr-defined]  # our own plugin
        build.build(config, serve_url=url)

    def _watch(self, server: LiveReloadServer, config: MkDocsConfig, rebuild: Callable[[], None]) -> None:
        server.watch(config.docs_dir)
        if config.config_file_path:
            server.watch(config.config_file_path)
        config.plugins.on_serve(server, config=config, builder=rebuild)
        for path in config.watch:
            server.watch(path)

    def _error_page(self, code: int) -> bytes | None:
        page = self._site / f"{code}.html"
        return page.read_bytes() if page.is_file() else None


def _run(server: LiveReloadServer) -> None:
    try:
        server.serve()
    except KeyboardInterrupt:
        pass
    except OSError as error:
        raise BrokenError(f"the site cannot be served: {(error.strerror or str(error)).lower()}") from error
    finally:
        server.shutdown()


def _address(config: MkDocsConfig, asked: str | None) -> tuple[str, int]:
    if asked is None:
        return config.dev_addr.host, config.dev_addr.port
    try:
        found = IpAddress().validate(asked)
    except ValidationError as error:
        raise BrokenError(f"`{asked}` is no address to serve at", help="Write it as HOST:PORT.") from error
    return found.host, found.port


def _try_to_bind(host: str, port: int) -> None:
    """Find out before a long build that somebody else serves there."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if sys.platform != "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except (OSError, OverflowError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise BrokenError(
            f"cannot serve at `{host}:{port}`: {why}", help="Choose another port with `--dev-addr HOST:PORT`."
        ) from error


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let SIGTERM end the server as Ctrl-C does, so that its folder is removed."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _text(error: BaseException) -> str:
    return error.format_message() if isinstance(error, ClickException) else str(error)
