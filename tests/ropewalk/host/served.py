"""A project that is served, without the server's threads, and what a clean build makes of it."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

URL = "http://127.0.0.1:8000/"


class Served:
    """A project as `mkdocs serve` has it, without the server's threads: an edit is built when asked for."""

    def __init__(self, root: Path, site: Path) -> None:
        self.root, self.site = root, site
        self.full_builds = -1
        config = self._config()
        config.plugins.on_startup(command="serve", dirty=False)
        server = LiveReloadServer(self._build, "127.0.0.1", 8000, str(site))
        server.observer.stop()
        self._build(config)
        self.server = config.plugins.on_serve(server, config=config, builder=self._build)
        server.server_close()
        self._plugins = config.plugins

    def _config(self) -> MkDocsConfig:
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.site))
        config.site_url = URL
        return config

    def _build(self, config: MkDocsConfig | None = None) -> None:
        self.full_builds += 1
        build(config or self._config(), serve_url=URL)

    def rebuild(self) -> None:
        self.server.builder()

    def files(self) -> dict[str, bytes]:
        """Return what is served; the full text may lag."""
        found = (file for file in sorted(self.site.rglob("*")) if file.is_file())
        named = {file.relative_to(self.site).as_posix(): file.read_bytes() for file in found}
        return {name: content for name, content in named.items() if not name.startswith("-/pagefind/")}

    def close(self) -> None:
        self._plugins.on_shutdown()


def clean(root: Path) -> dict[str, bytes]:
    """Return what a build that knows nothing makes of a project."""
    option: Any = dict(MkDocsConfig._schema)["plugins"]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(option, "plugin_cache", {})  # else the plugin would be the served site's
        served = Served(root, Path(folder))
        files = served.files()
        served.close()
    return files


def differing(served: Served) -> list[str]:
    ours, theirs = served.files(), clean(served.root)
    return [name for name in sorted({*ours, *theirs}) if ours.get(name) != theirs.get(name)]
