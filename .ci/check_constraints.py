"""constraints.txt is the reproducible set: every installed package stands in it, exactly."""

import re
import sys
from importlib.metadata import distributions
from pathlib import Path

OWN = {"mediation-tracker", "pip", "setuptools", "wheel"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


lines = Path("constraints.txt").read_text("utf-8").splitlines()
wanted = {plain(line.split("==")[0]): line.split("==")[1] for line in lines if "==" in line}
found = {plain(one.metadata["Name"]): one.version for one in distributions()}
wrong = [
    f"{name}=={version} is installed, constraints.txt says {wanted.get(name)}"
    for name, version in sorted(found.items())
    if name not in OWN and wanted.get(name) != version
]
print("\n".join(wrong) or f"{len(found)} packages, all as constraints.txt says")
sys.exit(bool(wrong))
