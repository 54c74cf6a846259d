"""A hostile vault in a browser: nothing that an author wrote runs, whatever the reader does."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.sites import Site, built, serve
from tests.vaults.attacks import ATTACKS, vault
from tests.vaults.building import write

pytestmark = pytest.mark.chromium
SIGNS = """
() => [...document.querySelectorAll("*")].flatMap((each) => {
  const names = new Set(["href", "src", "action", "formaction", "data", "xlink:href"]);
  const acts = ({ name, value }) => name.startsWith("on") || name === "srcdoc"
    || names.has(name) && /^\\s*(javascript:|vbscript:|data:text)/i.test(value);
  const told = ({ name, value }) => `<${each.localName} ${name}=${value}>`;
  const found = [...each.attributes].filter(acts).map(told);
  const isData = each.matches("script[src], script[type='application/json']");
  return each.matches("object, embed, base, script") && !isData ? [...found, each.outerHTML] : found;
})
"""
"""What in a page as the browser has it could act."""
DRAWN = """
() => [...document.querySelectorAll("pre.mermaid")].every(
  (each) => each.title || each.closest(".rw-diagram, .rw-preview"))
"""
SPIES = """
window.ropewalkAttacked = [];
for (const name of ["alert", "confirm", "prompt", "msgbox"])
  window[name] = () => window.ropewalkAttacked.push(name);
document.addEventListener("securitypolicyviolation", (event) => {
  const { violatedDirective, blockedURI, sourceFile } = event;
  // A picture of data, which a strict policy does not allow.
  if (violatedDirective === "img-src" && blockedURI === "data") return;
  // Mermaid gives an actor with links a handler of its own, and takes it away again before it shows anything.
  if (violatedDirective === "script-src-attr" && sourceFile.includes("/-/mermaid/")) return;
  window.ropewalkAttacked.push(`${violatedDirective} ${blockedURI} ${sourceFile}`);
});
"""
"""Run before a page's own scripts."""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("attacked")
    write(root / "notes", vault(together=8))
    settings = "site_name: Attacked\ndocs_dir: notes\ntheme: ropewalk\nplugins: [ropewalk]\n"
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    # Nothing is held back by the policy: what would break it runs, and is told.
    with serve(built(root, root / "site"), tells=True) as site:
        yield site


class Victim:
    """A reader, and what has happened to them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.harm: list[str] = []
        page.add_init_script(SPIES)
        page.on("dialog", self._dialog)
        page.on("popup", lambda popup: self.harm.append(f"opened {popup.url}"))
        page.on("pageerror", lambda error: self.harm.append(f"{page.url}: {error}"))

    def _dialog(self, dialog: Dialog) -> None:
        self.harm.append(f"{self.page.url}: {dialog.message}")
        dialog.dismiss()

    def look(self) -> None:
        """Note what is wrong with the page that is open, once all is drawn."""
        self.page.wait_for_function(DRAWN)
        found = [*self.page.evaluate("window.ropewalkAttacked"), *self.page.evaluate(SIGNS)]
        self.harm += [f"{self.page.url}: {one}" for one in found]


@pytest.fixture
def victim(chrome: Browser) -> Iterator[Victim]:
    context = chrome.new_context(locale="en", reduced_motion="reduce")
    context.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
    context.set_default_timeout(20_000)
    yield Victim(context.new_page())
    context.close()


def pages(site: Site) -> list[str]:
    """Return the addresses of the notes that attack, in order."""
    folders = sorted(
        path.name for path in site.folder.iterdir() if path.name[:3].isdecimal() and path.is_dir()
    )
    return [site.address + quote(folder) + "/" for folder in folders]


def test_nothing_runs_where_a_page_is_opened(attacked: Site, victim: Victim) -> None:
    addresses = pages(attacked)
    assert len(addresses) == len(ATTACKS)
    for address in addresses:
        victim.page.goto(address)
        victim.look()
    assert victim.harm == []


def test_nothing_runs_from_an_address(attacked: Site, victim: Victim) -> None:
    for line in list(ATTACKS.values())[::3]:
        said = quote(line, safe="")
        victim.page.goto(f"{attacked.address}{said}?q={said}&{said}#{said}")
        victim.look()
    for line in ("%", "%E0%A4%A", "<img src=x onerror=alert(1)>", "__proto__"):
        victim.page.goto(f"{attacked.address}seen/?q={line}&highlight={line}#{line}")
        victim.look()
    assert victim.harm == []


def test_nothing_runs_where_somebody_searches(attacked: Site, victim: Victim) -> None:
    page = victim.page
    page.goto(attacked.address)
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox")
    for line in ("seen", "#a", *ATTACKS.values()):
        box.fill(line)
        page.wait_for_timeout(60)
    box.fill("script")
    expect(page.get_by_role("option").first).to_be_visible()
    victim.look()
    assert victim.harm == []


def test_nothing_runs_in_previews(attacked: Site, victim: Victim) -> None:
    page = victim.page
    page.goto(attacked.address)
    links = page.locator(".rw-prose li a.internal-link")
    for number in range(0, links.count(), 8):
        links.nth(number).hover()
        page.locator("aside.rw-preview").wait_for()
        victim.look()
        page.keyboard.press("Escape")
    assert victim.harm == []


def test_nothing_runs_on_pages_that_nobody_wrote(attacked: Site, victim: Victim) -> None:
    for path in ("-/graph/", "-/tags/", "-/wanted/", "-/recent/", "drawing.svg"):
        victim.page.goto(attacked.address + path)
        victim.look()
    assert victim.harm == []
