"""The rules of the source tree that neither ruff nor import-linter can state."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path for package in ("core", "gui") for path in (ROOT / package).rglob("*.py"))
MOST_LINES = 400
VAGUE_NAMES = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
HEAVY_LIBRARIES = {"PIL", "docx", "fontTools", "lxml", "openpyxl", "pypdfium2", "reportlab"}
NOT_OURS = {".git", ".venv", ".hypothesis", "__pycache__", "build", "out"}
# Written in two halves, so that this file does not find itself.
REGISTRY = re.compile(
    "|".join(
        re.escape(first + second)
        for first, second in (
            ("pypi.", "org"),
            ("python", "hosted.org"),
            ("npm", "js.org"),
            ("npm", "mirror.com"),
            ("deb.", "debian.org"),
            ("pypi.tuna.", "tsinghua.edu.cn"),
            ("mirrors.", "aliyun.com"),
        )
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.~/})-])/(?:work|root|tmp|home|opt/pypi)/\w")


def own_text_files() -> Iterator[tuple[Path, str]]:
    """Every text file of the project, with its text."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if NOT_OURS.intersection(parts) or any(part.endswith((".egg-info", "_cache")) for part in parts):
            continue
        if path.is_file():
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def modules_imported_by(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after `statement`."""
    show = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", f"{statement}; {show}"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_there_are_modules_to_judge() -> None:
    assert ROOT / "core" / "errors.py" in MODULES
    assert any(path.is_relative_to(ROOT / "gui") for path in MODULES)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module_is_small_and_named_for_what_it_holds(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    assert lines <= MOST_LINES, "split it"
    for name in (*path.relative_to(ROOT).parts[:-1], path.stem):
        assert not VAGUE_NAMES.intersection(name.split("_")), f"{name} says nothing of what is inside"
    if path.name == "__init__.py":
        (only,) = ast.parse(text).body
        assert isinstance(only, ast.Expr), "a docstring only"
        assert isinstance(only.value, ast.Constant), "a docstring only"
        assert isinstance(only.value.value, str), "a docstring only"


def test_every_folder_with_modules_is_a_package_that_is_shipped() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    folders = {".".join(path.parent.relative_to(ROOT).parts) for path in MODULES}
    packages = {".".join(path.parent.relative_to(ROOT).parts) for path in MODULES if path.name == "__init__.py"}
    assert folders == packages
    assert set(settings["packages"]) == packages | set(settings["package-dir"])


def test_no_file_names_a_registry_or_a_path_of_the_machine_it_was_written_on() -> None:
    found = []
    for path, text in own_text_files():
        for number, line in enumerate(text.splitlines(), 1):
            if hit := REGISTRY.search(line) or MACHINE_PATH.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {hit[0]}")
    assert not found


def test_core_starts_without_qt_and_without_the_exporters_libraries() -> None:
    loaded = modules_imported_by("import core.cli, core.session")
    assert "core" in loaded
    assert not loaded & (HEAVY_LIBRARIES | {"PySide6"})


def test_window_starts_without_the_exporters_libraries() -> None:
    loaded = modules_imported_by("import gui.app")
    assert "PySide6" in loaded
    assert not loaded & HEAVY_LIBRARIES
