"""How the images of the notes are made from Debian's packages, without a registry."""

import hashlib
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from manifestrun.children import PATH, run_child
from manifestrun.podman.debian import program, unpack

PAUSE = "localhost/ropewalk-pause:1"
"""Holds a pod's namespaces, as Kubernetes' own pause image does; no note may use it."""
_ACCOUNTS = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n"
_GROUPS = "root:x:0:\nnobody:x:65534:\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """An image: its full name, the files that `fill` puts into a folder, and what it starts."""

    image: str
    revision: int
    """Counts up whenever the recipe changes what is in the image."""
    fill: Callable[[Path], str]
    """Returns what was put in, for people to read."""
    changes: tuple[str, ...]
    """`podman import`'s own: CMD, ENV and so on."""
    optional: bool = False
    """The others are made and used even where this one cannot be had."""

    @property
    def identity(self) -> str:
        """What a record says of the image: the same on each machine that follows the recipe."""
        text = f"{self.image} {self.revision} {' '.join(self.changes)}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def _busybox(root: Path) -> str:
    source = program("busybox", "busybox-static", root.parent)
    for name in ("bin", "etc", "root", "tmp", "var", "dev", "proc", "sys"):
        (root / name).mkdir(exist_ok=True)
    (root / "tmp").chmod(0o1777)
    (root / "etc/passwd").write_text(_ACCOUNTS, "ascii")
    (root / "etc/group").write_text(_GROUPS, "ascii")
    shutil.copy2(source, root / "bin/busybox")
    listed = run_child([str(source), "--list"], {"PATH": PATH}, seconds=20).out.split()
    for name in listed:
        if name != "busybox":
            (root / "bin" / name).symlink_to("busybox")
    return run_child([str(source)], {"PATH": PATH}, seconds=20).out.partition("\n")[0]


_NGINX_PACKAGES = ("libc6", "libcrypt1", "libpcre2-8-0", "libssl3", "zlib1g", "nginx-common", "nginx")
_NGINX_CONFIGURATION = """\
user nobody nobody;
worker_processes 1;
pid /run/nginx.pid;
error_log /dev/stderr notice;
events {}
http {
    include /etc/nginx/mime.types;
    access_log /dev/stdout;
    include /etc/nginx/conf.d/*.conf;
}
"""
_NGINX_SERVER = "server {\n    listen 80;\n    location / {\n        root /usr/share/nginx/html;\n    }\n}\n"


def _nginx(root: Path) -> str:
    for package in _NGINX_PACKAGES:
        shutil.copytree(unpack(package, root.parent), root, symlinks=True, dirs_exist_ok=True)
    _busybox(root)
    (root / "run").mkdir()
    (root / "etc/nginx/nginx.conf").write_text(_NGINX_CONFIGURATION, "ascii")
    (root / "etc/nginx/conf.d/default.conf").write_text(_NGINX_SERVER, "ascii")
    done = run_child(["chroot", str(root), "/usr/sbin/nginx", "-v"], {"PATH": PATH}, seconds=20)
    return done.err.strip().removeprefix("nginx version: ")


def _pause(root: Path) -> str:
    shutil.copy2(program("catatonit", "catatonit", root.parent), root / "pause")
    return "catatonit"


RECIPES = (
    Recipe(image=PAUSE, revision=1, fill=_pause, changes=('ENTRYPOINT ["/pause","-P"]',)),
    Recipe(
        image="docker.io/library/busybox:1.36",
        revision=1,
        fill=_busybox,
        changes=('CMD ["sh"]', "ENV PATH=/bin:/sbin:/usr/bin:/usr/sbin"),
    ),
    Recipe(
        image="docker.io/library/nginx:1.22",
        revision=1,
        fill=_nginx,
        changes=(
            'CMD ["nginx","-g","daemon off;"]',
            "ENV PATH=/bin:/sbin:/usr/bin:/usr/sbin",
        ),
        optional=True,
    ),
)


def full_name(image: str) -> str:
    """Return an image's name with the registry, the user and the tag that Docker's short names leave out."""
    first, slash, _ = image.partition("/")
    if not slash:
        image = f"docker.io/library/{image}"
    elif not (set(first) & {".", ":"} or first == "localhost"):
        image = f"docker.io/{image}"
    return image if ":" in image.rpartition("/")[2] or "@" in image else f"{image}:latest"


def image_identities() -> Mapping[str, str]:
    """Return each spelling that a note may use for an image of the table, with what a record says of it."""
    return {
        name: recipe.identity
        for recipe in RECIPES
        if recipe.image != PAUSE
        for name in (
            recipe.image.removeprefix("docker.io/library/"),
            recipe.image.removeprefix("docker.io/"),
            recipe.image,
        )
    }
