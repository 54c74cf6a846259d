"""The addresses at which sites that host videos and posts serve a frame to be embedded."""

from __future__ import annotations

from urllib.parse import SplitResult, parse_qs, quote, urlencode, urlsplit

_YOUTUBE = frozenset({"youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com"})
_X = frozenset({"x.com", "twitter.com", "mobile.twitter.com", "mobile.x.com"})
_VIDEO_PATHS = frozenset({"embed", "live", "shorts", "v"})


def frame_address(address: str) -> str | None:
    """Return the frame's address for a page of YouTube (the one without cookies), Vimeo or X, else None."""
    try:
        split = urlsplit(address)
        host = (split.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = [part for part in split.path.split("/") if part]
    if host == "youtu.be":
        return _youtube(split, path[0] if path else "")
    if host in _YOUTUBE:
        return _youtube(split, _youtube_video(split, path))
    if host in {"vimeo.com", "player.vimeo.com"}:
        video = next((part for part in path if part.isdecimal()), None)
        return f"https://player.vimeo.com/video/{video}" if video else None
    if host in _X and path[1:2] == ["status"] and path[-1].isdecimal():
        return f"https://platform.twitter.com/embed/Tweet.html?id={path[-1]}"
    return None


def _youtube_video(split: SplitResult, path: list[str]) -> str:
    if path[:1] == ["watch"]:
        return parse_qs(split.query).get("v", [""])[0]
    if len(path) > 1 and path[0] in _VIDEO_PATHS:
        return path[1]
    return ""


def _youtube(split: SplitResult, video: str) -> str | None:
    """Return the frame's address of a video or playlist, from the second that the address names."""
    query = parse_qs(split.query)
    playlist = query.get("list", [""])[0]
    given = {"start": _seconds((query.get("start") or query.get("t") or [""])[0]), "list": playlist}
    options = urlencode({name: value for name, value in given.items() if value})
    if not video and not playlist:
        return None
    base = f"https://www.youtube-nocookie.com/embed/{quote(video or 'videoseries', safe='')}"
    return f"{base}?{options}" if options else base


def _seconds(text: str) -> int:
    """Read `90`, `90s` or `1h2m3s`; anything else is 0."""
    total, digits = 0, ""
    for letter in text:
        if letter.isascii() and letter.isdecimal():
            digits += letter
        elif digits and letter in "hms":
            total += int(digits) * {"h": 3600, "m": 60, "s": 1}[letter]
            digits = ""
        else:
            return 0
    return total + int(digits or "0")
