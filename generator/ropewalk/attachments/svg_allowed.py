"""Which elements and attributes of an SVG file may stay: those that draw, and nothing that acts (SVG 2)."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


ANIMATIONS = _names("animate animateColor animateMotion animateTransform set")
REFERRING = _names("feImage image")
"""Elements that show another file: one that stands in the address itself is all that they may."""
ELEMENTS = ANIMATIONS | REFERRING
ELEMENTS |= _names(
    "a circle clipPath cursor defs desc discard ellipse feBlend feColorMatrix feComponentTransfer "
    "feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood "
    "feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence filter foreignObject g line linearGradient marker "
    "mask mpath path pattern polygon polyline radialGradient rect stop style svg switch symbol text "
    "textPath title tref tspan use view",
)
HTML = _names(
    "b blockquote body br code dd div dl dt em font h1 h2 h3 h4 h5 h6 hr html i kbd li ol p pre s section "
    "small span strong sub sup table tbody td tfoot th thead tr u ul var",
)
"""What may stand in a `foreignObject`, where drawing programs put their labels."""
_GEOMETRY = _names(
    "cx cy d dx dy fr fx fy height offset path pathLength points preserveAspectRatio r refX refY rotate "
    "rx ry side textLength lengthAdjust transform gradientTransform patternTransform gradientUnits "
    "patternContentUnits patternUnits clipPathUnits maskUnits maskContentUnits markerHeight markerUnits "
    "markerWidth method orient spacing spreadMethod startOffset version baseProfile viewBox width x x1 x2 y "
    "y1 y2 zoomAndPan",
)
_LOOKS = _names(
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation "
    "color-interpolation-filters color-rendering cursor direction display dominant-baseline fill "
    "fill-opacity fill-rule filter flood-color flood-opacity font-family font-size font-size-adjust "
    "font-stretch font-style font-variant font-weight glyph-orientation-horizontal "
    "glyph-orientation-vertical image-rendering isolation kerning letter-spacing lighting-color marker "
    "marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order "
    "pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset "
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style text-anchor "
    "text-decoration text-rendering transform-origin unicode-bidi vector-effect visibility white-space "
    "word-spacing writing-mode",
)
_FILTERS = _names(
    "amplitude azimuth baseFrequency bias diffuseConstant divisor edgeMode elevation exponent "
    "filterUnits primitiveUnits in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength "
    "limitingConeAngle mode numOctaves operator order pointsAtX pointsAtY pointsAtZ preserveAlpha "
    "radius result scale seed slope specularConstant specularExponent stdDeviation stitchTiles "
    "surfaceScale tableValues targetX targetY type values xChannelSelector yChannelSelector z",
)
_MOVES = _names(
    "accumulate additive attributeName attributeType begin by calcMode dur end fill from keyPoints "
    "keySplines keyTimes max min origin repeatCount repeatDur restart to",
)
_COMMON = _names(
    "align bgcolor border cellpadding cellspacing class colspan dir face hidden id lang media "
    "requiredExtensions requiredFeatures role rowspan size start systemLanguage tabindex target valign",
)
_STYLED = _LOOKS | _names("by from to values")
_ATTRIBUTES = _GEOMETRY | _LOOKS | _FILTERS | _MOVES | _COMMON


def attribute_allowed(name: str) -> bool:
    """Say whether an attribute that holds no address may stay."""
    return name in _ATTRIBUTES or (name.startswith("aria-") and name[5:].isascii() and name[5:].isalpha())


def holds_css(name: str) -> bool:
    """Say whether the value of an attribute is CSS, or becomes that of one that is."""
    return name in _STYLED
