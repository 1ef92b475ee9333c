"""A user who cancels is heard in the midst of a long paragraph, a full page and the fonts."""

from __future__ import annotations

import pytest

from core.document.blocks import Paragraph
from core.export.pdf import listening as module
from core.export.pdf.writer import pdf_bytes
from core.progress import CancelledError
from tests.core.export.pdf.documents import document


class Impatient:
    """Cancels at one of the looks at it."""

    def __init__(self, patience: int) -> None:
        self.patience = patience
        self.looks = 0

    def report(self, done: int, total: int, message: str) -> None:
        self.looks += 1
        if self.looks > self.patience:
            raise CancelledError


@pytest.fixture(autouse=True)
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at every chance there is, not only now and then."""
    monkeypatch.setattr(module, "_PAUSE", 0.0)


def test_setting_one_long_paragraph_has_many_chances_to_end() -> None:
    patient = Impatient(10**9)
    pdf_bytes(document(Paragraph("", "汉" * 30_000, "p")), progress=patient)

    # Portions of the paragraph, then its lines, then the fonts.
    assert patient.looks > 1000


@pytest.mark.parametrize("patience", [2, 5, 500])
def test_it_ends_and_leaves_no_listener_behind(patience: int) -> None:
    with pytest.raises(CancelledError):
        pdf_bytes(document(Paragraph("", "汉" * 30_000, "p")), progress=Impatient(patience))
    module.listen()
