"""`parse_minutes` and `score_minutes` print what they found, touch no database, and explain bad input."""

import json
import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase

from meetings.importing.scoring import f1, score

RECORDS = Path(__file__).parent / "records"


class ParseTest(SimpleTestCase):
    def run_on(self, path: Path) -> str:
        out = StringIO()
        call_command("parse_minutes", str(path), stdout=out)
        return out.getvalue()

    def test_it_prints_the_neutral_record(self) -> None:
        text = self.run_on(RECORDS / "press-conference.txt")
        self.assertIn("知事", text)  # Japanese stays readable
        shown = json.loads(text)
        self.assertEqual(
            (shown["schema"], shown["date"], len(shown["statements"])), ("minutes-expected/1", "2024-05-10", 5)
        )
        self.assertEqual((shown["unparsed"], shown["doubts"]), ([], []))

    def test_a_bad_file_is_explained(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            pdf = Path(folder) / "a.pdf"
            pdf.write_bytes(b"%PDF-1.4")
            with self.assertRaisesMessage(CommandError, "まだ読めません"):
                self.run_on(pdf)
            with self.assertRaisesMessage(CommandError, "開けません"):
                self.run_on(Path(folder) / "none.txt")


class ScoreTest(SimpleTestCase):
    def test_it_prints_a_table_and_the_mean(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for name in ("press-conference", "legend-circles"):
                for ending in (".txt", ".expected.json"):
                    (Path(folder) / f"{name}{ending}").write_bytes((RECORDS / f"{name}{ending}").read_bytes())
            out = StringIO()
            call_command("score_minutes", folder, stdout=out)
        self.assertIn("mean 1.0000  lowest 1.0000  records 2", out.getvalue())

    def test_a_folder_without_pairs_is_explained(self) -> None:
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesMessage(CommandError, "組がありません"):
            call_command("score_minutes", folder)

    def test_the_formula(self) -> None:
        self.assertEqual(f1(["a", "b", "c"], ["a", "c"]), 0.8)
        self.assertEqual(f1(["a", "b"], ["b", "a"]), 0.5)  # order counts
        wanted = {"title": "第１回 会議", "date": None, "place": "庁舎3階", "agenda": [{"title": "予算"}]}
        found = {"title": "第1回会議", "date": None, "place": "庁舎", "agenda": []}
        result = score(wanted, found)
        self.assertEqual(result.fields, {"title": 1.0, "place": 1.0, "agenda": 0.0})
        self.assertAlmostEqual(result.mean, 2 / 3)
        self.assertFalse(result.exact)

    def test_a_field_that_only_one_side_has_counts_as_wrong(self) -> None:
        self.assertEqual(score({"end": None}, {"end": "10:00"}).fields, {"end": 0.0})
        self.assertEqual(score({"place": None}, {"place": "庁舎"}).fields, {"place": 0.0})
        self.assertEqual(score({}, {}).mean, 1.0)
