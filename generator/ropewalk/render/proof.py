"""What running a note has shown, under the transcript or in the card of the manifest that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ropewalk.model.proof import Proof, RanCommand
from ropewalk.render.page import Page, Place
from ropewalk.strings import spoken_date


def proof_under(page: Page, place: Place, snippet: int) -> str:
    """Return what is known of a block of code that runs; '' for any other, and in a note that is embedded."""
    proof = page.proof
    if proof is None or place.embedded or snippet not in proof.parts:
        return ""
    # Reasons and limits are those of the note's run as a whole: the first place tells them.
    first = not page.proven
    page.proven = True
    return _proof(page, proof, proof.parts[snippet], first=first)


def proof_left(page: Page) -> str:
    """Return what is known of the note, where nothing on its page has said so; else ''."""
    if page.proof is None or page.proven:
        return ""
    commands = tuple(one for part in page.proof.parts.values() for one in part)
    return _proof(page, page.proof, commands, first=True)


def _proof(page: Page, proof: Proof, commands: Iterable[RanCommand], *, first: bool) -> str:
    named = ' id="rw-proof"' if first else ""
    state = proof.state.replace(" ", "-")
    said = _text(page, f"proof_{state.replace('-', '_')}")
    start = f'{named} class="rw-proof" data-state="{state}" data-pagefind-ignore>'
    about = f'<span class="rw-proof-state">{said}</span>{_run(page, proof)}'
    more = "".join([*(_whole(page, proof) if first else ()), *_output(page, commands)])
    if not more:
        return f"<div{start}{about}</div>\n"
    return f"<details{start}\n<summary>{about}</summary>\n{more}</details>\n"


def _run(page: Page, proof: Proof) -> str:
    """Return on what it ran, when and for how long; the time is that of the whole note."""
    if not proof.engine:
        return ""
    said = [escape(proof.engine, quote=False)]
    if proof.date is not None:
        day = spoken_date(page.strings, proof.date)
        said.append(f'<time datetime="{proof.date.isoformat()}">{escape(day, quote=False)}</time>')
    if len(proof.parts) == 1:
        said.append(f"{proof.seconds} s")
    return f" <span>{' · '.join(said)}</span>"


def _whole(page: Page, proof: Proof) -> Iterator[str]:
    for reason in proof.reasons:
        yield f"<p>{escape(reason, quote=False)}</p>\n"
    if proof.not_enforced:
        limits = escape(", ".join(proof.not_enforced), quote=False)
        yield f"<p>{_text(page, 'proof_not_enforced')} {limits}</p>\n"


def _output(page: Page, commands: Iterable[RanCommand]) -> Iterator[str]:
    lines = [line for one in commands for line in _lines(one)]
    if lines:
        code = escape("".join(f"{line}\n" for line in lines), quote=False)
        yield f"<p>{_text(page, 'proof_output')}</p>\n"
        yield f'<pre class="code" tabindex="0"><code>{code}</code></pre>\n'


def _lines(one: RanCommand) -> Iterator[str]:
    yield f"$ {one.command}"
    yield from one.output
    if one.exit:
        yield f"? {one.exit}"


def _text(page: Page, key: str) -> str:
    return escape(page.strings[key], quote=False)
