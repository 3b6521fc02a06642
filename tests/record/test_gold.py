"""The record against annotated reports: what a person wrote comes out as it went in."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.fakes import FakeReader
from veedor.codebook.scoring import score
from veedor.codebook.statement import from_dict
from veedor.documents.document import Basis, Document, Published
from veedor.record import views
from veedor.record.store import Record


def test_an_export_of_annotated_reports_scores_full_marks(
    place: str, tmp_path: Path, shared: Path, development_set: list[Path]
) -> None:
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in development_set]
    with Record.open(place) as record:
        for gold in golds:
            known = gold["document"]
            published = Published(known["published"], Basis.INFERRED)
            document = Document(id=known["id"], text=known["text"], published=published)
            record.add(document, [from_dict(plain) for plain in gold["statements"]], FakeReader())
        exported = list(views.export(record))
    found = score(
        [(gold["statements"], out["statements"]) for gold, out in zip(golds, exported, strict=True)]
    )
    assert {counts.f1 for counts in found.spans.values()} == {1.0}
    assert {right.share for right in found.labels.values()} == {1.0}
    files = [tmp_path / f"{number}.json" for number in range(len(exported))]
    for file, out in zip(files, exported, strict=True):
        file.write_text(json.dumps(out), encoding="utf-8")
    command = [sys.executable, str(shared / "score.py"), "--check", *map(str, files)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
