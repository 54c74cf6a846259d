"""`latest-image-tag`: an image whose tag is missing or `latest` changes under an unchanged manifest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manifestcheck.advice.rule import Remark, Rule, Subject
from manifestcheck.diagnostic import Severity


def _check(subject: Subject, __: Sequence[Subject]) -> Iterator[Remark]:
    for path, container in subject.containers("initContainers", "containers"):
        image = container.get("image") or ""
        if not image or "@" in image:
            continue
        _, marked, tag = image.rpartition("/")[2].partition(":")
        if not marked:
            yield Remark((*path, "image"), f"image `{image}` has no tag, which means `latest`")
        elif tag == "latest":
            yield Remark((*path, "image"), f"image `{image}` has the tag `latest`")


RULE = Rule(
    code="MC301",
    name="latest-image-tag",
    severity=Severity.WARNING,
    help="Name a version, or a digest, so that every node runs the same image.",
    check=_check,
)
