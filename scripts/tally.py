"""Roof: a pytest plugin that writes what happened into the file TALLY names, for the closing lines of `make test`."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

OTHER_ENGINE = pytest.StashKey[int]()
FROM_WORKERS = pytest.StashKey[list]()


def pytest_configure(config):
    config.stash[OTHER_ENGINE] = 0
    config.stash[FROM_WORKERS] = []


def pytest_deselected(items):
    """Counts the tests that belong to the other engine; what -m left out is not counted."""
    for item in items:
        if item.get_closest_marker("sqlite") or item.get_closest_marker("postgres"):
            item.config.stash[OTHER_ENGINE] += 1
    config = items[0].config
    if hasattr(config, "workeroutput"):
        config.workeroutput["other_engine"] = config.stash[OTHER_ENGINE]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    node.config.stash[FROM_WORKERS].append(getattr(node, "workeroutput", {}).get("other_engine", 0))


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    if not (path := os.environ.get("TALLY")):
        return
    stats = terminalreporter.stats
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in stats.get("skipped", []))
    Path(path).write_text(
        json.dumps(
            {
                "passed": len(stats.get("passed", [])) + len(stats.get("xpassed", [])),
                "failed": len(stats.get("failed", [])) + len(stats.get("error", [])),
                "skipped": reasons,
                "other_engine": max([config.stash[OTHER_ENGINE], *config.stash[FROM_WORKERS]]),
            },
            ensure_ascii=False,
        )
    )
