"""Parts of a page that are the same on many pages, such as its header: made once and kept."""

from __future__ import annotations

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup


class Parts:
    """The partial templates of one build, by what may differ in them.

    That is the way up to the site's root, which all addresses in them begin with, and the kind of the page.
    """

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._made: dict[tuple[object, ...], Markup] = {}

    @pass_context
    def part(self, context: Context, name: str) -> Markup:
        """Return the partial template `name`, filled in."""
        article = context.get("article")
        key = (name, context["base_url"], article.kind if article else "")
        if key not in self._made:
            html = self._env.get_template(name).render(context.get_all())
            self._made[key] = Markup(html)  # noqa: S704 - our own template, which escapes
        return self._made[key]
