"""Which elements and attributes of an author's HTML may stay, after what Obsidian lets through."""

from __future__ import annotations

MEDIA = frozenset({"audio", "video"})
VOID = frozenset("br hr img source track wbr col".split())
PHRASING = frozenset(
    "a abbr acronym audio b bdi bdo big br cite code data del dfn em font i iframe img ins kbd mark meter "
    "picture progress q rp rt ruby s samp small source span strike strong sub sup time track tt u var "
    "video wbr".split(),
)
"""What may stand inside a paragraph."""
TABLE_PARTS = frozenset("caption col colgroup tbody td tfoot th thead tr".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BLOCKS = TABLE_PARTS | HEADINGS | frozenset(
    "address article aside blockquote center dd details div dl dt figcaption figure footer header hgroup hr "
    "li nav ol p pre section summary table ul".split(),
)
ALLOWED = PHRASING | BLOCKS
WITHOUT_CONTENT = frozenset(
    "annotation-xml math noembed noframes noscript plaintext script select style svg template textarea "
    "title xmp".split(),
)
"""Left out with everything inside; of other elements that are not allowed the content stays."""

NEEDED = {
    "caption": frozenset({"table"}),
    "col": frozenset({"table"}),
    "colgroup": frozenset({"table"}),
    "dd": frozenset({"dl"}),
    "dt": frozenset({"dl"}),
    "figcaption": frozenset({"figure"}),
    "li": frozenset({"ol", "ul"}),
    "rp": frozenset({"ruby"}),
    "rt": frozenset({"ruby"}),
    "source": MEDIA,
    "summary": frozenset({"details"}),
    "tbody": frozenset({"table"}),
    "td": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "th": frozenset({"table"}),
    "thead": frozenset({"table"}),
    "tr": frozenset({"table"}),
    "track": MEDIA,
}
"""Elements that would change what stands around the author's HTML, were one of these not open in it."""

GLOBAL_ATTRIBUTES = frozenset(
    "align bgcolor class color dir face height hidden lang nowrap role size title translate valign "
    "width".split(),
)
ATTRIBUTES = {
    "a": frozenset({"target"}),
    "abbr": frozenset({"abbr"}),
    "audio": frozenset({"loop", "muted"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "data": frozenset({"value"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open"}),
    "hr": frozenset({"noshade"}),
    "img": frozenset({"alt", "border"}),
    "iframe": frozenset({"allowfullscreen"}),
    "ins": frozenset({"cite", "datetime"}),
    "li": frozenset({"value"}),
    "meter": frozenset({"high", "low", "max", "min", "optimum", "value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "progress": frozenset({"max", "value"}),
    "q": frozenset({"cite"}),
    "source": frozenset({"type"}),
    "table": frozenset({"border", "cellpadding", "cellspacing", "summary"}),
    "td": frozenset({"abbr", "colspan", "headers", "rowspan", "scope"}),
    "th": frozenset({"abbr", "colspan", "headers", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
    "track": frozenset({"default", "kind", "label", "srclang"}),
    "ul": frozenset({"type"}),
    "video": frozenset({"loop", "muted", "playsinline"}),
}
ADDRESSES = {
    "a": frozenset({"href"}),
    "audio": frozenset({"src"}),
    "blockquote": frozenset({"cite"}),
    "del": frozenset({"cite"}),
    "iframe": frozenset({"src"}),
    "img": frozenset({"src"}),
    "ins": frozenset({"cite"}),
    "q": frozenset({"cite"}),
    "source": frozenset({"src"}),
    "track": frozenset({"src"}),
    "video": frozenset({"poster", "src"}),
}
ROLES = frozenset("group img list listitem none note presentation region".split())


def attribute_allowed(tag: str, attribute: str, value: str) -> bool:
    """Say whether an attribute that holds no address may stay."""
    if attribute == "role":
        return value in ROLES
    if attribute == "target":
        return tag == "a" and value == "_blank"
    if attribute.startswith("aria-"):
        return attribute[5:].isascii() and attribute[5:].isalpha()
    return attribute in GLOBAL_ATTRIBUTES or attribute in ATTRIBUTES.get(tag, frozenset())
