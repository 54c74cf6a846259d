"""What must not happen on a page while somebody reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response


@dataclass  # no slots: Playwright keeps its own mark on who listens
class Watch:
    """Collects errors, and requests to other hosts or for what is not there."""

    page: Page
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"{self.page.url}: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # The browser tells here, too, that a page is missing; `_response` knows which.
        # Nor is it news that a graph reads back the point under the pointer from a card made of software.
        usual = ("the server responded with a status of", "GPU stall due to ReadPixels")
        if message.type in {"error", "warning"} and not any(text in message.text for text in usual):
            self.problems.append(f"{self.page.url}: {message.text}")

    def _request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in {None, "127.0.0.1"}:
            self.problems.append(f"{self.page.url} asks {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.problems.append(f"{self.page.url} lacks {response.url}")
