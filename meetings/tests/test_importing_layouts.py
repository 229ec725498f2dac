"""Whole records in many layouts are read exactly as a person would read them."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import SimpleTestCase

from documents.readers import read
from meetings.importing.expected import as_expected
from meetings.importing.reader import parse
from meetings.importing.records import MinutesRecord
from meetings.importing.scoring import LISTS, normal, score

OWN = Path(__file__).parent / "records"
SHARED = Path(settings.BASE_DIR).parent / "shared" / "minutes"  # lies beside the repository, where it is at hand at all
ENDINGS = (".txt", ".md", ".html")


def parsed(path: Path) -> MinutesRecord:
    return parse(read(path.read_bytes(), path.name))


def pairs(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    found = []
    for wanted in sorted(folder.glob("*.expected.json")):
        stem = wanted.name.removesuffix(".expected.json")
        text = next(folder / f"{stem}{ending}" for ending in ENDINGS if (folder / f"{stem}{ending}").exists())
        found.append((text, json.loads(wanted.read_text(encoding="utf-8"))))
    return found


class LayoutCase(SimpleTestCase):
    maxDiff = 4000

    def assert_exact(self, wanted: dict[str, Any], found: dict[str, Any]) -> None:
        result = score(wanted, found)
        for name, value in result.fields.items():
            if value < 1:
                self.assertEqual(
                    *(json.dumps(one.get(name), ensure_ascii=False, indent=1) for one in (wanted, found)),
                    f"{name} scores {value:.2f}",
                )

    def shared(self, name: str) -> Path:
        folder = SHARED / name
        if not folder.is_dir():
            self.skipTest(f"SKIPPED LOUDLY: {folder} is not beside this repository, its records are not tested")
        return folder


class OwnRecordsTest(LayoutCase):
    def test_every_fictional_record_is_read_exactly(self) -> None:
        records = pairs(OWN)
        self.assertGreaterEqual(len(records), 20)
        for path, wanted in records:
            with self.subTest(path.name):
                self.assert_exact(wanted, as_expected(parsed(path)))

    def test_at_most_two_lines_in_a_hundred_are_left_unread(self) -> None:
        for path, _ in pairs(OWN):
            record = parsed(path)
            filled = [use for use in record.line_uses if use.uses != ("blank",)]
            with self.subTest(path.name):
                self.assertLessEqual(len(record.unparsed), len(filled) * 0.02)


class SharedLayoutsTest(LayoutCase):
    def test_the_given_layouts_are_read_as_expected(self) -> None:
        means = []
        for path, wanted in pairs(self.shared("layouts")):
            result = score(wanted, as_expected(parsed(path)))
            means.append(result.mean)
            with self.subTest(path.name):
                self.assertGreaterEqual(result.mean, 0.9)
                if path.name[:2] in ("01", "05", "18"):
                    self.assertTrue(result.exact)
        self.assertGreaterEqual(sum(means) / len(means), 0.97)


class RealRecordTest(LayoutCase):
    def setUp(self) -> None:
        folder = self.shared("seed")
        self.record = parsed(next(folder.glob("*.txt")))
        self.wanted = json.loads((folder / "expected.json").read_text(encoding="utf-8"))

    def test_every_scored_field_and_every_reply_agrees(self) -> None:
        found = as_expected(self.record)
        self.assert_exact(self.wanted, found)
        for name in ("document_type", "body_name", "fiscal_year", *LISTS):
            self.assertEqual(len(normal(found[name])) > 2, len(normal(self.wanted[name])) > 2)
        replies = [turn.get("reply_to") for turn in self.wanted["statements"]]
        self.assertEqual([turn["reply_to"] for turn in found["statements"]], replies)

    def test_section_ids_parents_and_agenda_numbers_agree(self) -> None:
        keys = ("id", "level", "parent", "agenda_no", "presenter", "line")
        found = as_expected(self.record)["sections"]
        self.assertEqual(
            [[one[key] for key in keys] for one in found],
            [[one[key] for key in keys] for one in self.wanted["sections"]],
        )

    def test_fifty_passages_stand_in_reading_order(self) -> None:
        passages = self.record.passages()
        self.assertEqual([passage.no for passage in passages], list(range(1, 51)))
        self.assertEqual(sum(len(section.items) for section in self.record.sections), 25)
        self.assertEqual(sum(len(turn.paragraphs) for turn in self.record.turns), 25)
        self.assertEqual(sorted(passages, key=lambda one: (one.line, one.column)), passages)

    def test_eight_passages_share_the_line_of_the_merged_list(self) -> None:
        merged = [use for use in self.record.line_uses if len(use.uses) == 8]
        self.assertEqual([use.line for use in merged], [15])
        self.assertEqual(merged[0].uses, tuple(f"passage:{no}" for no in range(1, 9)))

    def test_every_line_is_accounted_for(self) -> None:
        self.assertEqual(self.record.unparsed, ())
        self.assertTrue(all(use.uses for use in self.record.line_uses))

    def test_the_two_slips_are_flagged_and_at_most_four_others(self) -> None:
        slips = [doubt for doubt in self.record.doubts if doubt.kind == "suspected_slip"]
        self.assertTrue(any("需要である" in doubt.excerpt for doubt in slips))
        self.assertTrue(any("異なる中で、の" in doubt.excerpt for doubt in slips))
        self.assertLessEqual(len(self.record.doubts), 6)
        text = " ".join(passage.text for passage in self.record.passages())
        self.assertIn("活かしていくことが需要である点", text)
