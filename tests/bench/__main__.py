"""`make bench`: what should be fast, measured side by side in one run; prints a table and writes out/bench.json."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.bench import checks, evidence, exports, history, planted, preview, quotes, window
from tests.bench.measure import Measure

_OUT = Path("out")


def main() -> int:
    """Measure everything; a missed aim is shown and fails nothing."""
    _OUT.mkdir(exist_ok=True)
    families = (window, quotes, checks, exports, preview, history, evidence)
    measures: list[Measure] = [item for family in families for item in family.measure()]
    width = max(len(item.name) for item in measures)
    for item in measures:
        mark = "" if item.met is None else "达到" if item.met else "未达到"
        print(f"{item.name:<{width}}  {item.value:>10.3f} {item.unit:<4} {item.aim_words:<12} {mark}")
    rows = [
        {"name": item.name, "value": round(item.value, 4), "unit": item.unit, "aim": item.aim, "met": item.met}
        for item in measures
    ]
    (_OUT / "bench.json").write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    planted.report()
    return 0


if __name__ == "__main__":
    sys.exit(main())
