"""What the models of cells tell beyond Qt's own roles."""

from __future__ import annotations

from PySide6.QtCore import Qt

AddressRole = Qt.ItemDataRole.UserRole + 1
SeverityRole = Qt.ItemDataRole.UserRole + 2
"""A severity's value: what passes through Qt comes back as plain text."""
OverriddenRole = Qt.ItemDataRole.UserRole + 3
ImportedRole = Qt.ItemDataRole.UserRole + 8
"""Whether a figure was taken from a file and nobody typed it since."""
ChiefRole = Qt.ItemDataRole.UserRole + 6
LitRole = Qt.ItemDataRole.UserRole + 4
ProposedRole = Qt.ItemDataRole.UserRole + 7
"""Whether a cell shows what the program proposes and nobody has confirmed."""
ExplanationRole = Qt.ItemDataRole.UserRole + 5
"""The words of the cell's tip as plain text."""
