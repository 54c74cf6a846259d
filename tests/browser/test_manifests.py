"""A manifest's card as a reader uses it: copied, downloaded, applied, and its pod's picture."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.sites import ROOT, Site, serve
from tests.ropewalk.host.hosting import Project

pytestmark = pytest.mark.chromium
Open = Callable[..., Page]
CLIPBOARD = "navigator.clipboard.readText()"
OUTSIDE = """(picture) => {
    const frame = picture.getBoundingClientRect();
    const boxes = [...picture.querySelectorAll("rect")].map((node) => node.getBoundingClientRect());
    return [...picture.querySelectorAll("text")].filter((node) => {
        const { left, right, top, bottom } = node.getBoundingClientRect();
        const around = boxes.filter((box) =>
            box.left <= left && left < box.right && box.top <= top && box.bottom >= bottom);
        return right > Math.min(frame.right, ...around.map((box) => box.right)) + 0.5 || left < frame.left;
    }).map((node) => node.textContent);
}"""
"""The texts of a picture that leave it, or the box that they begin in."""
CROWDED = """apiVersion: apps/v1
kind: StatefulSet
metadata: {name: NAME}
spec:
  serviceName: NAME
  replicas: 1000
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      initContainers:
      - {name: NAME, image: NAME}
      - {name: side-NAME, image: NAME, restartPolicy: Always}
      containers:
      - {name: main-NAME, image: "example/NAME:1.2.3", ports: [{containerPort: 10250}, {containerPort: 1}]}
      - {name: more-NAME, image: NAME, volumeMounts: [{name: NAME, mountPath: /var/lib/NAME, readOnly: true}]}
      volumes:
      - {name: NAME, persistentVolumeClaim: {claimName: a}}
---
apiVersion: v1
kind: Service
metadata: {name: NAME}
spec: {selector: {app: a}, ports: [{port: 10250, targetPort: 65535}, {port: 1}]}
""".replace("NAME", "wide-mammoth-wagon-with-many-wheels")


@pytest.fixture(scope="module", params=["en", "de"])
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a site with a manifest in which every name is long."""
    project = Project(root=tmp_path_factory.mktemp("crowded"))
    project.write("index.md", f"```yaml\n{CROWDED}```\n")
    with serve(project.build(theme={"name": "ropewalk", "locale": request.param})) as site:
        yield site


def card(page: Page) -> Locator:
    return page.locator(".manifest").first


def written(path: str) -> str:
    """Return the first manifest of one of our notes."""
    text = (ROOT / "notes" / path).read_text("utf-8")
    return text.partition("```yaml")[2].partition("\n")[2].partition("```")[0]


def test_it_is_copied_and_downloaded_byte_for_byte(notes: Site, open_page: Open, tmp_path: Path) -> None:
    page = open_page(f"{notes.address}Pods/Isolation/Network-namespace/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    source = written("Pods/Isolation/Network namespace.md")
    card(page).locator("figcaption").get_by_role("button", name="Copy").click()
    expect(card(page).get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate(CLIPBOARD) == source
    for form in ("YAML", "JSON"):
        with page.expect_download() as download:
            card(page).get_by_role("link", name=form).click()
        assert download.value.suggested_filename == f"net.{form.lower()}"
        download.value.save_as(tmp_path / form)
    assert (tmp_path / "YAML").read_bytes() == source.encode()
    assert json.loads((tmp_path / "JSON").read_bytes())["metadata"] == {"name": "net"}


def test_its_command_names_the_file_where_the_reader_finds_it(notes: Site, open_page: Open) -> None:
    page = open_page(f"{notes.address}Pods/Isolation/Network-namespace/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    command = card(page).locator(".manifest-apply")
    command.get_by_role("button", name="Copy").click()
    expect(command.get_by_role("button", name="Copied")).to_be_visible()
    copied: str = page.evaluate(CLIPBOARD)
    address = copied.removeprefix("kubectl apply -f ")
    assert address.startswith(notes.address)
    with urlopen(address) as answer:
        assert answer.read().decode() == written("Pods/Isolation/Network namespace.md")


def test_what_is_said_of_a_line_leads_to_it(notes: Site, open_page: Open) -> None:
    page = open_page(f"{notes.address}rules/Containers/")
    remark = card(page).locator(".manifest-remarks li").first
    number = int(remark.locator("b").inner_text().strip().removeprefix("Line ").removesuffix(":"))
    remark.get_by_role("link", name="Line").click()
    line = written("rules/Containers.md").split("\n")[number - 1]
    expect(page.locator(":target")).to_have_text(line.strip())
    expect(page.locator(":target")).to_be_in_viewport()
    remark.get_by_role("link", name="MC202").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Errors of validation")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_text_of_a_picture_leaves_its_frame(notes: Site, open_page: Open, theme: str) -> None:
    page = open_page(notes.address, theme=theme)
    files = (file for file in notes.folder.rglob("*.html") if b"pod-picture" in file.read_bytes())
    drawn = 0
    for file in sorted(files):
        path = file.relative_to(notes.folder).as_posix().removesuffix("index.html")
        page.goto(notes.address + quote(path), wait_until="domcontentloaded")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        for picture in page.locator(".pod-picture").all():
            assert picture.evaluate(OUTSIDE) == [], path
            drawn += 1
    assert drawn > 40


def test_names_of_any_length_are_cut_to_their_place(crowded: Site, open_page: Open) -> None:
    page = open_page(crowded.address)
    picture = page.locator(".pod-picture")
    expect(picture).to_have_count(1)
    assert picture.evaluate(OUTSIDE) == []
    lines = "node => [...node.querySelectorAll('text')].map((text) => text.getBoundingClientRect().toJSON())"
    boxes = picture.evaluate(lines)
    assert [
        (one, other)
        for number, one in enumerate(boxes)
        for other in boxes[:number]
        if one["left"] < other["right"] - 1
        and other["left"] < one["right"] - 1
        and one["top"] < other["bottom"] - 4
        and other["top"] < one["bottom"] - 4
    ] == []
