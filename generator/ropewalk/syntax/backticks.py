"""Runs of backticks in one line, and where code that they open ends."""

from __future__ import annotations


class Backticks:
    """The runs of a line."""

    def __init__(self, line: str) -> None:
        """Find them all at once, so that many that close nothing cost no more than few."""
        self._runs: dict[int, list[int]] = {}
        """Length → where such runs begin, the last one first."""
        end, runs = 0, []
        while (start := line.find("`", end)) >= 0:
            end = start + 1
            while line.startswith("`", end):
                end += 1
            runs.append((end - start, start))
        for length, start in reversed(runs):
            self._runs.setdefault(length, []).append(start)

    def closing(self, length: int, pos: int, limit: int) -> int:
        """Return the offset behind the next run of this length from `pos` on, -1 if there is none.

        `pos` must not go back from call to call.
        """
        starts = self._runs.get(length, [])
        while starts and starts[-1] < pos:
            starts.pop()
        return starts[-1] + length if starts and starts[-1] < limit else -1


def run_length(line: str, pos: int) -> int:
    """Return how many backticks stand at `pos`."""
    end = pos
    while line.startswith("`", end):
        end += 1
    return end - pos
