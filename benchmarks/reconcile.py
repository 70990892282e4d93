"""Reading a report of 10,000 characters against a plain search for numbers in it, within one run.

``python -m benchmarks.reconcile [--characters 10000]`` repeats sentences of the tests up to that
length; a report of ten times the length must not take much more than ten times as long.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from tracker.reconcile.agreement import agreements, readings
from tracker.reconcile.reading import read

SENTENCES = Path(__file__).parent.parent / "tests/reconcile/sentences.jsonl"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=10_000)
    characters = parser.parse_args().characters
    sentences = [json.loads(line)["text"] for line in SENTENCES.read_text("utf-8").splitlines()]
    whole = "\n".join(sentences)
    whole *= 1 + 10 * characters // len(whole)
    for length in (characters, 10 * characters):
        text = whole[:length]
        figures, reading = timed(lambda text=text: reconciled(text))
        numbers, plain = timed(lambda text=text: len(NUMBER.findall(text)))
        print(
            f"{length:>8,} characters: {figures} figures in {reading * 1000:7.1f} ms,"
            f" {numbers} numbers in {plain * 1000:6.2f} ms, ratio {reading / plain:7.0f}"
        )


def reconciled(text: str) -> int:
    told = read(text, 2024)
    list(agreements(told.figures, told.changes))
    list(readings(told.figures))
    return len(told.figures)


def timed(work: Callable[[], int]) -> tuple[int, float]:
    """What it returns, and the median of the seconds that the processor worked."""
    taken = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        found = work()
        taken.append(time.process_time() - begun)
    return found, statistics.median(taken)


if __name__ == "__main__":
    main()
