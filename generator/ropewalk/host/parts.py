"""What our own templates need of their environment, and the parts that are the same on many pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from ropewalk.model.article import entries
from ropewalk.paths import GENERATED


def prepare(env: Environment) -> None:
    """Make the templates escape what they are given, fail on what they are not, and find our own helpers.

    Each build has an environment of its own: no template changes under it.
    """
    env.autoescape = True
    env.undefined = StrictUndefined
    env.auto_reload = False
    env.context_class = _LeanContext
    env.globals["part"] = Parts(env).part
    env.filters["entries"] = entries


class _LeanContext(Context):
    """A context that does not list what is global.

    Jinja does so for modules that are imported with globals of their own, which nobody here gives, and takes
    a third of the time for each included template.
    """

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002, ARG002  Jinja's own signature
    ) -> None:
        super().__init__(environment, parent, name, blocks)


class Parts:
    """The partial templates of one build, made once and kept by what may differ in them: the header, say.

    That is the way up to the site's root, which all addresses in them begin with, and the kind of the page.
    A site that wants something of the page itself in a part overrides the block around it.
    """

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._made: dict[tuple[object, ...], Markup] = {}

    @pass_context
    def part(self, context: Context, name: str) -> Markup:
        """Return the partial template `name`, filled in."""
        article, page = context.get("article"), context.get("page")
        home = context["ropewalk"].home_url
        # The way to a file, to a generated page and to the home page is shorter from below their folder.
        folder = page.url.partition("/")[0] if page else ""
        place = folder if folder in {GENERATED, home.partition("/")[0]} else ""
        key = (name, home, context["base_url"], article.kind if article else "", place)
        if key not in self._made:
            html = self._env.get_template(name).render(context.get_all())
            self._made[key] = Markup(html)  # noqa: S704 - our own template, which escapes
        return self._made[key]
