"""A text of any kind as the checks read it: running text and tables, in order, each piece with its address.

A report becomes one (`core.validation.manuscript_of`), and so does any file that is to be checked without being a
report of ours (`core.intake.manuscript`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of running text, or one heading, whole even where the source breaks its lines.

    `label` says where it stands in words the reader can follow in the source: 第 12 行, 第 3 页.
    """

    address: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a table as written; a merged cell has its text in its first place and is blank in the others.

    `indent` is how far its text is moved in, in half-width letters.
    """

    address: str
    text: str
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows with the header rows among them, all of one length.

    `title` is the caption above it, `unit` the unit that the caption or a line of its own states (万元), empty where
    none is stated.
    """

    address: str
    title: str
    unit: str
    rows: tuple[tuple[GridCell, ...], ...]
    label: str = ""


@dataclass(frozen=True)
class Manuscript:
    """A whole text. `name` is what it is called, a file's name or a report's title.

    `unread` says in sentences what of the source could not be read.
    """

    name: str
    blocks: tuple[Passage | Grid, ...]
    unread: tuple[str, ...] = ()

    @property
    def passages(self) -> Iterator[Passage]:
        """Yield the running text in order."""
        return (block for block in self.blocks if isinstance(block, Passage))

    @property
    def grids(self) -> Iterator[Grid]:
        """Yield the tables in order."""
        return (block for block in self.blocks if isinstance(block, Grid))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of every address in reading order."""
        addresses: list[str] = []
        for block in self.blocks:
            addresses.append(block.address)
            if isinstance(block, Grid):
                addresses.extend(cell.address for row in block.rows for cell in row)
        return MappingProxyType({address: number for number, address in enumerate(addresses)})

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Where each passage and each cell stands, in words."""
        found: dict[str, str] = {}
        for block in self.blocks:
            found[block.address] = block.label
            if isinstance(block, Grid):
                found.update((cell.address, block.label) for row in block.rows for cell in row)
        return MappingProxyType(found)
