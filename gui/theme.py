"""Colours, sizes and the style sheet: one theme, light and dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from core.model.finding import Severity
from gui.fonts import scaled

SPACE = 8
"""The unit of spacing in pixels: related things stand one apart, groups two, a page's edge three."""


@dataclass(frozen=True)
class Theme:
    """The colours of LOOK.md by their role; every text colour has a contrast of at least 4.5 on its ground."""

    dark: bool
    ground: str
    paper: str
    ink: str
    second: str
    line: str
    accent: str
    on_accent: str
    error: str
    warning: str
    hint: str
    good: str
    computed: str
    selected: str
    hover: str
    checked: str
    unchecked: str

    def severity(self, severity: Severity) -> str:
        """Return the colour of a finding's severity."""
        return {Severity.ERROR: self.error, Severity.WARNING: self.warning, Severity.HINT: self.hint}[severity]


LIGHT = Theme(
    dark=False,
    ground="#F5F6F8",
    paper="#FFFFFF",
    ink="#1E2329",
    second="#5A6472",
    line="#DDE1E6",
    accent="#1B5E9B",
    on_accent="#FFFFFF",
    error="#C0322B",
    warning="#8A5D00",
    hint="#5B6B7F",
    good="#2B7A4B",
    computed="#F1F3F6",
    selected="#DCE9F5",
    hover="#EBEEF2",
    checked="#DDEFE3",
    unchecked="#F4EAD2",
)
DARK = Theme(
    dark=True,
    ground="#1D2024",
    paper="#26292E",
    ink="#E6E8EB",
    second="#A3ABB5",
    line="#3A3F46",
    accent="#6AA9E0",
    on_accent="#14171A",
    error="#F0857D",
    warning="#E0B050",
    hint="#9DB0C4",
    good="#6CC08B",
    computed="#2C3036",
    selected="#2C4258",
    hover="#30343A",
    checked="#24402F",
    unchecked="#453B22",
)


def current_theme() -> Theme:
    """Return the theme that the system asks for."""
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Dress the application: palette for what Qt paints itself, style sheet for the rest."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.ground,
        QPalette.ColorRole.Base: theme.paper,
        QPalette.ColorRole.AlternateBase: theme.computed,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Button: theme.paper,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.ToolTipBase: theme.paper,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.second,
        QPalette.ColorRole.Highlight: theme.selected,
        QPalette.ColorRole.HighlightedText: theme.ink,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Mid: theme.line,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.second))
    application.setPalette(palette)
    application.setStyleSheet(_style_sheet(theme))


def _style_sheet(theme: Theme) -> str:
    return f"""
QMainWindow, QDialog, QMessageBox {{ background: {theme.ground}; }}
QToolTip {{ background: {theme.paper}; color: {theme.ink}; border: 1px solid {theme.line}; padding: 6px; }}
QMenuBar {{ background: {theme.paper}; padding: 2px 8px; border-bottom: 1px solid {theme.line}; }}
QMenuBar::item {{ padding: 5px 10px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {theme.hover}; }}
QMenu {{ background: {theme.paper}; border: 1px solid {theme.line}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {theme.selected}; color: {theme.ink}; }}
QMenu::item:disabled {{ color: {theme.second}; }}
QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QStatusBar {{ background: {theme.paper}; border-top: 1px solid {theme.line}; color: {theme.second}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {theme.second}; padding: 0 8px; }}
QStatusBar QLabel#saved {{ color: {theme.good}; }}
QStatusBar QLabel#saved[trouble="true"] {{ color: {theme.error}; }}

QTabBar {{ background: transparent; }}
QTabBar::tab {{ padding: 9px 10px; color: {theme.second}; border: none; border-bottom: 2px solid transparent; }}
QTabBar::tab:hover {{ color: {theme.ink}; background: {theme.hover}; }}
QTabBar::tab:selected {{ color: {theme.ink}; border-bottom: 2px solid {theme.accent}; font-weight: 600; }}
QTabBar:focus::tab:selected {{ background: {theme.hover}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {theme.line}; }}

QScrollArea {{ border: none; background: transparent; }}
QWidget#page, QWidget#cards {{ background: transparent; }}
QFrame#sheet {{ background: {theme.paper}; border: 1px solid {theme.line}; border-radius: 6px; }}
QFrame#header {{ background: {theme.paper}; border-bottom: 1px solid {theme.line}; }}
QFrame#side {{ background: {theme.ground}; border-left: 1px solid {theme.line}; }}
QFrame#strip {{ background: {theme.ground}; border-left: 1px solid {theme.line}; }}
QFrame#part-banner {{ background: {theme.selected}; border-bottom: 1px solid {theme.line}; }}
QFrame#notice {{ background: {theme.paper}; border: 1px solid {theme.line}; border-left: 3px solid {theme.warning};
  border-radius: 4px; }}
QFrame#tour {{ background: {theme.paper}; border: 1px solid {theme.accent}; border-radius: 6px; }}
QFrame#card {{ background: {theme.paper}; border: 1px solid {theme.line}; border-radius: 6px; }}
QFrame#card[current="true"] {{ border: 1px solid {theme.accent}; }}
QFrame#card:hover {{ background: {theme.hover}; }}
QFrame#card:focus {{ border: 1px solid {theme.accent}; }}
QFrame#place {{ background: {theme.ground}; border: 1px solid {theme.line}; border-radius: 4px; }}
QFrame#check-list {{ background: {theme.paper}; border: 1px solid {theme.line}; border-radius: 6px; }}
QFrame#check-list QListWidget {{ border: none; padding: 0; }}
QFrame#check-list QListWidget::item {{ padding: 0 8px; }}
QFrame#place:hover {{ border: 1px solid {theme.accent}; }}
QFrame#place:focus {{ border: 2px solid {theme.accent}; background: {theme.hover}; }}
QLabel#link {{ color: {theme.accent}; font-size: {scaled(13)}px; }}
QLabel#quote {{ font-size: {scaled(13)}px; }}
QLabel#good {{ color: {theme.good}; font-weight: 600; }}

QLabel#title {{ font-size: {scaled(16)}px; font-weight: 600; }}
QLabel#display {{ font-size: {scaled(28)}px; font-weight: 600; }}
QLabel#chapter {{ font-size: {scaled(13)}px; color: {theme.second}; }}
QLabel#section {{ font-size: {scaled(16)}px; font-weight: 600; }}
QLabel#guidance, QLabel#quiet {{ color: {theme.second}; }}
QLabel#score {{ font-size: {scaled(20)}px; font-weight: 600; }}
QLabel#grade {{ font-size: {scaled(16)}px; font-weight: 600; color: {theme.good}; }}
QLabel#trouble {{ color: {theme.error}; }}
QLabel[severity="error"] {{ color: {theme.error}; font-weight: 600; }}
QLabel[severity="warning"] {{ color: {theme.warning}; font-weight: 600; }}
QLabel[severity="hint"] {{ color: {theme.hint}; font-weight: 600; }}

QLineEdit, QPlainTextEdit, QTextEdit {{ background: {theme.paper}; color: {theme.ink};
  border: 1px solid {theme.line}; border-radius: 4px; padding: 5px 8px;
  selection-background-color: {theme.selected}; selection-color: {theme.ink}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 1px solid {theme.accent}; }}
QLineEdit[lit="true"], QPlainTextEdit[lit="true"] {{ border: 1px solid {theme.accent}; background: {theme.selected}; }}
QLineEdit[trouble="true"], QPlainTextEdit[trouble="true"] {{ border: 1px solid {theme.error}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {theme.computed}; color: {theme.second}; }}
QPlainTextEdit#export-account {{ background: {theme.paper}; color: {theme.ink}; }}
QTextEdit#narrative {{ padding: 8px 12px; }}

QPushButton, QToolButton {{ background: {theme.paper}; color: {theme.ink}; border: 1px solid {theme.line};
  border-radius: 4px; padding: 6px 14px; }}
QPushButton:hover, QToolButton:hover {{ background: {theme.hover}; }}
QPushButton:focus, QToolButton:focus {{ border: 1px solid {theme.accent}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {theme.second}; background: {theme.ground}; }}
QPushButton#primary, QPushButton:default {{ background: {theme.accent}; color: {theme.on_accent};
  border: 1px solid {theme.accent}; }}
QPushButton#primary:disabled {{ color: {theme.second}; background: {theme.ground}; border: 1px solid {theme.line}; }}
QPushButton#primary:focus {{ border: 2px solid {theme.ink}; }}
QPushButton#small {{ padding: 3px 8px; }}
QPushButton[role="open-error"] {{ text-align: left; }}
QRadioButton {{ spacing: 8px; border: 1px solid transparent; border-radius: 4px; padding: 1px 4px 1px 0; }}
QRadioButton::indicator {{ background: {theme.paper}; border: 1px solid {theme.second}; border-radius: 7px;
  width: 12px; height: 12px; }}
QRadioButton::indicator:checked {{ border: 4px solid {theme.accent}; width: 6px; height: 6px; }}
QRadioButton:focus {{ border: 1px solid {theme.accent}; }}
QPushButton#flat, QToolButton#flat {{ border: 1px solid transparent; background: transparent; color: {theme.accent};
  padding: 3px 6px; }}
QPushButton#flat:hover, QToolButton#flat:hover {{ background: {theme.hover}; }}
QPushButton#flat:focus, QToolButton#flat:focus {{ border: 1px solid {theme.accent}; }}
QToolButton#level {{ padding: 3px 8px; }}
QToolButton#level:checked {{ background: {theme.selected}; border: 1px solid {theme.accent}; }}

QTableView {{ background: {theme.paper}; gridline-color: {theme.line}; border: 1px solid {theme.line};
  border-radius: 4px; selection-background-color: {theme.selected}; selection-color: {theme.ink}; outline: none; }}
QTableView::item {{ padding: 0 8px; border: none; }}
QTableView:focus {{ border: 1px solid {theme.accent}; }}
QTableView QLineEdit {{ border: 2px solid {theme.accent}; border-radius: 0; padding: 0 6px; }}
QTableView QLineEdit[trouble="true"] {{ border: 2px solid {theme.error}; }}
QHeaderView {{ background: {theme.ground}; }}
QHeaderView::section {{ background: {theme.ground}; color: {theme.second}; border: none;
  border-right: 1px solid {theme.line}; border-bottom: 1px solid {theme.line}; padding: 6px 8px; }}
QTreeView {{ background: {theme.paper}; border: 1px solid {theme.line}; border-radius: 4px; outline: none;
  selection-background-color: {theme.selected}; selection-color: {theme.ink}; }}
QTreeView::item {{ padding: 4px 6px; border: none; }}
QTreeView::item:selected {{ background: {theme.selected}; color: {theme.ink}; }}
QTreeView:focus {{ border: 1px solid {theme.accent}; }}
QListWidget {{ background: {theme.paper}; border: 1px solid {theme.line}; border-radius: 6px; padding: 4px;
  outline: none; }}
QListWidget::item {{ padding: 10px 12px; border-radius: 4px; }}
QListWidget::item:hover {{ background: {theme.hover}; }}
QListWidget::item:selected {{ background: {theme.selected}; color: {theme.ink}; }}
QListWidget:focus {{ border: 1px solid {theme.accent}; }}
QSplitter::handle {{ background: {theme.line}; }}
QProgressBar {{ background: {theme.computed}; border: none; border-radius: 4px; height: 8px; text-align: center; }}
QProgressBar::chunk {{ background: {theme.accent}; border-radius: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {theme.line}; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {theme.second}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QCheckBox {{ spacing: 8px; }}
QCheckBox::indicator:unchecked, QListWidget::indicator:unchecked, QTreeView::indicator:unchecked {{
  background: {theme.paper}; border: 1px solid {theme.second}; border-radius: 2px; width: 12px; height: 12px; }}
"""
