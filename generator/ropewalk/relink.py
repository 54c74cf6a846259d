"""Linking again after edits that add and remove no note: what they do not reach is not looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ropewalk.addresses import permalink_of, title_of
from ropewalk.description import description
from ropewalk.graph import found, orphans_of, outgoing
from ropewalk.link import Linking, folder_titles, in_order, other_names, reached_files, without
from ropewalk.model.linked import Backlink, LinkedNote, LinkedVault, Missing, Resolution, Withheld
from ropewalk.model.note import CompiledNote
from ropewalk.rule_notes import rule_notes, shown_codes
from ropewalk.tag_index import tags_of


def relinked(known: Linking, notes: Mapping[str, CompiledNote]) -> Linking | None:
    """Return what `link` would return for other texts of the same notes; None: that takes all of its work.

    Everything else that the linker is given has to be the same. `known` is used up: of what it was made
    for, only its vault stays as it is.
    """
    if list(known.compiled) != list(notes):
        return None
    before = known.vault.notes
    edited = {path: note for path, note in notes.items() if note is not known.compiled[path]}
    if any(
        path not in before or permalink_of(note) != permalink_of(before[path].note)
        for path, note in edited.items()
    ):
        return None
    again = _Again(known, edited)
    again.answer()
    vault = again.vault() if again.is_enough else None
    return None if vault is None else replace(known, vault=vault, compiled=notes)


class _Again:
    """One vault being linked again."""

    def __init__(self, known: Linking, edited: Mapping[str, CompiledNote]) -> None:
        self._known = known
        self._before = known.vault
        self._edited = edited
        self._found_out = dict(known.answers.findings)
        self._asked_for = False
        self._notes = dict(known.vault.notes)
        """In the making."""
        self._answers: dict[str, tuple[Resolution, ...]] = {}
        self.is_enough = True
        """Whether the same files stay out."""

    def answer(self) -> None:
        """Answer the references of the edited notes, and those of others that may lead elsewhere now."""
        answers = self._known.answers
        for path, note in self._edited.items():
            answers.edit(path, note)
        wanted = answers.wanted
        asking = {*self._edited, *self._led_elsewhere()}
        names = {
            (path, one.name)
            for path in asking
            for one in self._before.notes[path].resolutions
            if isinstance(one, Missing)
        }
        for path, name in names:
            wanted.forget(path, name)
        self._ask(asking)
        names |= {
            (path, one.name) for path in asking for one in self._answers[path] if isinstance(one, Missing)
        }
        self._asked_for = bool(names)
        # The first one who asks may write the name in another way than all were told.
        told = self._before.wanted
        respelled = {name for _, name in names if (wanted.spelling(name) or name) not in told}
        self._ask({source for name in respelled for source in wanted.sources(name)})

    def _ask(self, paths: Iterable[str]) -> None:
        left_out = self._known.left_out
        for path in sorted(paths):
            self._answers[path] = self._known.answers.of(path)
            if left_out:
                # An answer that was withheld may have been the only one to reach such a file.
                before = self._before.notes[path].resolutions
                self.is_enough &= not any(isinstance(one, Withheld) for one in before)
                self._answers[path] = without(self._answers[path], left_out)

    def _led_elsewhere(self) -> Iterator[str]:
        """Yield the other notes with a reference, or a finding, by a name, or to a part, that has changed."""
        names, renamed = self._known.answers.names, set[str]()
        parted = set[str]()
        for path, note in self._edited.items():
            old = self._before.notes[path].note
            if self._known.options.aliases:
                renamed |= names.rename(path, other_names(old), other_names(note))
            if (old.headings, old.blocks) != (note.headings, note.blocks):
                parted.add(path)
        if not renamed and not parted:
            return
        for path, linked in self._before.notes.items():
            if any(
                reference.target in renamed
                or (reference.subpath and (to := found(resolution)) is not None and to.path in parted)
                for reference, resolution in zip(linked.note.references, linked.resolutions, strict=True)
            ) or not renamed.isdisjoint(shown_codes(linked.note)):
                yield path

    def vault(self) -> LinkedVault | None:
        """Return the vault; None: other files stay out."""
        reached = self._files()
        if reached is None:
            return None
        linked = self._link()
        before, options, answers = self._before, self._known.options, self._known.answers
        tags, tag_urls = before.tags, before.tag_urls
        if any(before.notes[path].note.tags != note.tags for path, note in self._edited.items()):
            compiled = {path: note.note for path, note in self._notes.items()}
            tags, tag_urls = tags_of(compiled, directory_urls=options.directory_urls)
        return replace(
            before,
            notes=self._notes,
            files=reached,
            folder_titles=folder_titles(self._notes, self._known.addresses),
            wanted=answers.wanted.by_name() if self._asked_for else before.wanted,
            tags=tags,
            tag_urls=tag_urls,
            orphans=orphans_of(self._notes) if linked else before.orphans,
            diagnostics=before.diagnostics
            if answers.findings == self._found_out
            else in_order(self._known.other_findings, answers),
        )

    def _files(self) -> Mapping[str, str] | None:
        """Return the files that notes reach; None: others of them stay out."""
        before, known = self._before, self._known
        differ: set[str] = set()
        for path, resolutions in self._answers.items():
            note = before.notes[path]
            now = outgoing(path, self._edited.get(path, note.note), resolutions)
            differ |= outgoing(path, note.note, note.resolutions).keys() ^ now.keys()
        if all(target in before.notes or target in before.folders for target in differ):
            return before.files
        answers = {path: note.resolutions for path, note in before.notes.items()} | self._answers
        compiled = {path: note.note for path, note in before.notes.items()} | dict(self._edited)
        files, left_out = reached_files(compiled, answers, known.addresses, known.unfit)
        return None if left_out or known.left_out else files

    def _link(self) -> bool:
        """Make the notes; return whether any has other backlinks."""
        incoming: dict[str, dict[str, tuple[int, ...]]] = {}
        for path, resolutions in self._answers.items():
            old = self._before.notes[path]
            new = self._note(old, resolutions)
            if new == old and new.note is old.note:
                continue
            self._notes[path] = new
            was, now = (outgoing(path, one.note, one.resolutions) for one in (old, new))
            for target in was.keys() | now.keys():
                if was.get(target) != now.get(target) or old.title != new.title:
                    incoming.setdefault(target, {})[path] = now.get(target, ())
        changed = False
        for target in incoming.keys() & self._notes.keys():
            note = self._notes[target]
            backlinks = self._backlinks(note, incoming[target])
            if backlinks != note.backlinks:
                self._notes[target] = replace(note, backlinks=backlinks)
                changed = True
        return changed

    def _note(self, old: LinkedNote, resolutions: tuple[Resolution, ...]) -> LinkedNote:
        path, note = old.path, self._edited.get(old.path, old.note)
        title = title_of(path, note, index=path in self._known.addresses.indexes)
        about = description(note, title)
        known = self._known
        rules = rule_notes(path, note, known.answers.names, known.addresses.notes)
        return replace(old, note=note, title=title, about=about, resolutions=resolutions, rules=rules)

    def _backlinks(self, note: LinkedNote, others: Mapping[str, tuple[int, ...]]) -> tuple[Backlink, ...]:
        kept = [one for one in note.backlinks if one.source not in others]
        kept += [Backlink(source, refs) for source, refs in others.items() if refs]
        return tuple(sorted(kept, key=self._order))

    def _order(self, one: Backlink) -> tuple[str, str]:
        return (self._notes[one.source].title.casefold(), one.source)
