"""How the program starts: its language, its faces, and an input method that can write Chinese."""

from __future__ import annotations

import os

import pytest
from PySide6.QtGui import QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication

from gui.app import make_application
from gui.fonts import interface_font, narrative_font


def test_there_is_one_application(qapp: QApplication) -> None:
    assert make_application() is qapp
    assert qapp.applicationDisplayName() == "自评"
    assert not qapp.windowIcon().isNull()


@pytest.mark.parametrize("font", [interface_font, narrative_font])
def test_every_face_has_the_signs_of_a_report(qapp: QApplication, font: object) -> None:
    assert callable(font)
    face = font()
    assert QFontInfo(face).pixelSize() == face.pixelSize()
    drawn = QRawFont.fromFont(face)
    for sign in "自评绩效“”（）：；，。％1234567890":
        assert drawn.supportsCharacter(ord(sign)), (drawn.familyName(), sign)


@pytest.mark.parametrize(
    ("asked", "given"), [("fcitx", "ibus"), ("fcitx5", "ibus"), ("ibus", "ibus"), ("compose", "compose")]
)
def test_an_input_method_without_its_plugin_gives_way_to_one_that_is_there(
    monkeypatch: pytest.MonkeyPatch, asked: str, given: str
) -> None:
    from gui import app

    monkeypatch.setenv("QT_IM_MODULE", asked)
    app._choose_input_method()
    assert os.environ["QT_IM_MODULE"] == given
