"""Word documents as LibreOffice prints them: what an office without Word sees."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

NAMES = ("soffice", "libreoffice")
PATIENCE = 240
"""Seconds: a first start of LibreOffice on a busy machine takes its time."""


def printed(documents: Sequence[Path], folder: Path) -> list[Path]:
    """A PDF of each, in ``folder``; the test is skipped where there is no LibreOffice."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no LibreOffice; install it with: apt install libreoffice-writer")
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, documents)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return [folder / f"{one.stem}.pdf" for one in documents]
