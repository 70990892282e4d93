"""Documents and workbooks as LibreOffice sees them: what an office without Word and Excel has."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

NAMES = ("soffice", "libreoffice")
PATIENCE = 240
"""Seconds: a first start of LibreOffice on a busy machine takes its time."""
ALWAYS_CALCULATES = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
"""Settings by which a workbook's formulas are calculated anew when it is opened."""


def printed(documents: Sequence[Path], folder: Path) -> list[Path]:
    """A PDF of each, in ``folder``; the test is skipped where there is no LibreOffice."""
    return _converted(documents, folder, "pdf", "libreoffice-writer")


def recalculated(workbooks: Sequence[Path], folder: Path) -> list[Path]:
    """Each workbook with all its formulas calculated anew, in ``folder`` (another than theirs)."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    if not settings.exists():
        settings.write_text(ALWAYS_CALCULATES)
    return _converted(workbooks, folder, "xlsx", "libreoffice-calc")


def _converted(files: Sequence[Path], folder: Path, form: str, package: str) -> list[Path]:
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip(f"no LibreOffice; install it with: apt install {package}")
    command = [program, f"-env:UserInstallation=file://{folder.resolve()}/profile", "--headless"]
    command += ["--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return [folder / f"{one.stem}.{form}" for one in files]
