"""Which elements and attributes of an author's HTML may stay, after what Obsidian lets through."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


MEDIA = _names("audio video")
VOID = _names("br hr img source track wbr col")
PHRASING = _names(
    "a abbr acronym audio b bdi bdo big br cite code data del dfn em font i iframe img ins kbd mark meter "
    "picture progress q rp rt ruby s samp small source span strike strong sub sup time track tt u var "
    "video wbr",
)
"""What may stand inside a paragraph."""
TABLE_PARTS = _names("caption col colgroup tbody td tfoot th thead tr")
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_CONTAINERS = _names(
    "address article aside blockquote center dd details div dl dt figcaption figure footer header hgroup "
    "hr li nav ol p pre section summary table ul",
)
BLOCKS = TABLE_PARTS | HEADINGS | _CONTAINERS
ALLOWED = PHRASING | BLOCKS
WITHOUT_CONTENT = _names(
    "annotation-xml math noembed noframes noscript plaintext script select style svg template textarea "
    "title xmp",
)
"""Left out with everything inside; of other elements that are not allowed the content stays."""

NEEDED = {
    "caption": _names("table"),
    "col": _names("table"),
    "colgroup": _names("table"),
    "dd": _names("dl"),
    "dt": _names("dl"),
    "figcaption": _names("figure"),
    "li": _names("ol ul"),
    "rp": _names("ruby"),
    "rt": _names("ruby"),
    "source": MEDIA,
    "summary": _names("details"),
    "tbody": _names("table"),
    "td": _names("table"),
    "tfoot": _names("table"),
    "th": _names("table"),
    "thead": _names("table"),
    "tr": _names("table"),
    "track": MEDIA,
}
"""Elements that would change what stands around the author's HTML, were one of these not open in it."""

GLOBAL_ATTRIBUTES = _names(
    "align bgcolor class color dir face height hidden lang nowrap role size title translate valign width",
)
ATTRIBUTES = {
    "a": _names("target"),
    "abbr": _names("abbr"),
    "audio": _names("loop muted"),
    "col": _names("span"),
    "colgroup": _names("span"),
    "data": _names("value"),
    "del": _names("datetime"),
    "details": _names("open"),
    "hr": _names("noshade"),
    "img": _names("alt border"),
    "iframe": _names("allowfullscreen"),
    "ins": _names("datetime"),
    "li": _names("value"),
    "meter": _names("high low max min optimum value"),
    "ol": _names("reversed start type"),
    "progress": _names("max value"),
    "source": _names("type"),
    "table": _names("border cellpadding cellspacing summary"),
    "td": _names("abbr colspan headers rowspan scope"),
    "th": _names("abbr colspan headers rowspan scope"),
    "time": _names("datetime"),
    "track": _names("default kind label srclang"),
    "ul": _names("type"),
    "video": _names("loop muted playsinline"),
}
ADDRESSES = {
    "a": _names("href"),
    "audio": _names("src"),
    "blockquote": _names("cite"),
    "del": _names("cite"),
    "iframe": _names("src"),
    "img": _names("src"),
    "ins": _names("cite"),
    "q": _names("cite"),
    "source": _names("src"),
    "track": _names("src"),
    "video": _names("poster src"),
}
ROLES = _names("group img list listitem none note presentation region")


def attribute_allowed(tag: str, attribute: str, value: str) -> bool:
    """Say whether an attribute that holds no address may stay."""
    if attribute == "role":
        return value in ROLES
    if attribute == "target":
        return tag == "a" and value == "_blank"
    if attribute.startswith("aria-"):
        return attribute[5:].isascii() and attribute[5:].isalpha()
    return attribute in GLOBAL_ATTRIBUTES or attribute in ATTRIBUTES.get(tag, frozenset())
