"""The headings of a text, found by the outline of the standard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.intake.titles import key_of
from core.model.standard import Chapter, Part, Standard


@dataclass(frozen=True, eq=False)
class Target:
    """A heading of the outline: a chapter's, or a part's. `order` is its place in reading order."""

    order: int
    ordinal: int
    chapter: Chapter
    part: Part | None
    keys: tuple[str, ...]

    @property
    def title(self) -> str:
        """The heading as the report prints it."""
        return self.part.title if self.part else self.chapter.title

    @property
    def landing(self) -> Part | None:
        """The part that takes the text right under the heading; a chapter has one only if one of its is untitled."""
        return self.part or next((part for part in self.chapter.parts if not part.title), None)


class Outline:
    """The headings of a standard, for looking up by their words."""

    def __init__(self, standard: Standard) -> None:
        self.targets = tuple(_targets(standard))
        self._by_key: dict[str, list[Target]] = {}
        for target in self.targets:
            for key in target.keys:
                self._by_key.setdefault(key, []).append(target)

    def named(self, key: str) -> Sequence[Target]:
        """Return the targets whose title is just so."""
        return self._by_key.get(key, ())

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All titles' keys, the longest first."""
        return tuple(sorted(self._by_key, key=len, reverse=True))

    @cached_property
    def chapters(self) -> Mapping[str, Target]:
        """The chapters by every key of theirs."""
        return _by_key(target for target in self.targets if target.part is None)

    def parts_of(self, chapter: Chapter | None) -> Mapping[str, Target]:
        """Return a chapter's parts by key; those of all chapters where the chapter is not known."""
        return self._parts[chapter.id if chapter else ""]

    @cached_property
    def _parts(self) -> dict[str, Mapping[str, Target]]:
        parts = [target for target in self.targets if target.part]
        found = {"": _by_key(parts)}
        for chapter in {target.chapter.id: target.chapter for target in self.targets}.values():
            found[chapter.id] = _by_key(target for target in parts if target.chapter is chapter)
        return found


def _targets(standard: Standard) -> Iterable[Target]:
    order = 0
    for number, chapter in enumerate(standard.chapters, start=1):
        keys = tuple(dict.fromkeys(key_of(title) for title in (chapter.title, *chapter.aliases)))
        yield Target(order, number, chapter, None, keys)
        order += 1
        for ordinal, part in enumerate((part for part in chapter.parts if part.title), start=1):
            yield Target(order, ordinal, chapter, part, (key_of(part.title),))
            order += 1


def _by_key(targets: Iterable[Target]) -> Mapping[str, Target]:
    return {key: target for target in targets for key in target.keys}
