"""What chance and each borrowed corpus are worth: `python -m training.compare --out build/compare`.

Trains the whole reader again and again by the recipe of `configs/short.json` (a fraction of the full one's steps, so
that seven runs take hours and not days): with three seeds, and without each of four borrowed corpora. Every run is the
one command of training, both stages and the judge, in one go. A finished run is not done again.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from training.ablate import LABELS, SHOWN, development, scored
from training.corpus.store import Report, load, load_of_others
from training.export import build
from training.train import Config, log, read_config, train
from training.weigh import weigh
from veedor.codebook.evaluation import Evaluation
from veedor.reading.encoder import Encoder

RUNS: dict[str, dict[str, object]] = {
    "seed 7": {},
    "without geneva": {"without": ("geneva",)},
    "seed 8": {"seed": 8},
    "without plover": {"without": ("plover",)},
    "without gum": {"without": ("gum",)},
    "without wikigold": {"without": ("wikigold",)},
    "seed 9": {"seed": 9},
}
"""The runs by name, each with what differs from the short recipe."""


def run(
    config: Config, data: Path, out: Path, tests: dict[str, Sequence[Report]]
) -> dict[str, dict[str, float]]:
    """Trains by a recipe and returns the F1 or share of each row, by set; a run finished in `out` is not done again."""
    kept = out / "scores.json"
    if kept.exists():
        found: dict[str, dict[str, float]] = json.loads(kept.read_text())
        return found
    train(config, data, out)
    build(out)
    encoder = Encoder(out / "int8")
    judge = weigh(encoder, list(load_of_others("dev", data)))
    found = {name: rows(scored(encoder, judge, reports)) for name, reports in tests.items()}
    kept.write_text(json.dumps(found, indent=1))
    return found


def rows(evaluation: Evaluation) -> dict[str, float]:
    """The figures that are compared: F1 of kinds and fields, shares of labels and names, calibration error."""
    lines = evaluation.kinds | evaluation.fields
    found = {name: lines[name].counts.f1 for name in SHOWN if name in lines}
    found |= {name: evaluation.labels[name].counts.share for name in LABELS if name in evaluation.labels}
    if "names" in evaluation.names:
        found["names"] = evaluation.names["names"].counts.share
    if evaluation.calibration:
        found["calibration error"] = evaluation.calibration.error.value
    return found


def table(columns: dict[str, dict[str, float]]) -> str:
    """The figures of the runs side by side, in Markdown."""
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name in names:
        shown = (f"{column[name]:.3f}" if name in column else "-" for column in columns.values())
        lines.append(f"| {name} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def main() -> None:
    """Runs what is not done yet and prints a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATA", "../shared/data")))
    parser.add_argument("--out", type=Path, required=True, help="folder for the runs")
    parser.add_argument("--config", type=Path, default=Path(__file__).parent / "configs/short.json")
    given = parser.parse_args()
    logging.basicConfig(level=logging.ERROR, format="%(asctime)s %(message)s")
    log.setLevel(logging.INFO)
    tests = {"test split": list(load("test", given.data)), "development": development(given.data)}
    found = {}
    for name, differs in RUNS.items():
        log.info("run: %s", name)
        config = replace(read_config(given.config), **differs)
        found[name] = run(config, given.data, given.out / name.replace(" ", "-"), tests)
        for reports in tests:
            print(
                f"\n{reports}\n",
                table({run: scores[reports] for run, scores in found.items()}),
                sep="\n",
                flush=True,
            )


if __name__ == "__main__":
    main()
