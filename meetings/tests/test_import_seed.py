"""Rooms, meetings: the real record, where it lies beside the project, ends in the database as its description says."""

import json
import unicodedata
import unittest
from pathlib import Path

from django.conf import settings

from meetings.choices import IssueDecision, IssueKind, MeetingStatus
from meetings.models import Meeting, Speaker
from meetings.tests.minutes import take_in
from portal.testing import CastTestCase

SEED = settings.BASE_DIR.parent / "shared" / "minutes" / "seed"
RECORD = SEED / "000_e979404311edf43c.txt"


def flat(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@unittest.skipUnless(RECORD.exists(), f"The real record is not here: {RECORD}")
class SeedTests(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.expected = json.loads(Path(SEED / "expected.json").read_text())
        cls.meeting = take_in(cls.sato, RECORD.read_text(), RECORD.name)

    def test_facts_and_agenda(self):
        meeting, expected = self.meeting, self.expected
        self.assertEqual(meeting.status, MeetingStatus.DRAFT)
        self.assertEqual(
            (meeting.title, meeting.ordinal, meeting.held_on.isoformat(), meeting.fiscal_year, meeting.format),
            tuple(expected[name] for name in ("title", "ordinal", "date", "fiscal_year", "format")),
        )
        self.assertEqual(
            [(flat(item.title), f"{item.starts_at:%H:%M}", item.presenter or None) for item in meeting.agenda.all()],
            [(flat(item["title"]), item["start"], item["presenter"]) for item in expected["agenda"]],
        )

    def test_fifty_statements_in_reading_order(self):
        spoken = [text for turn in self.expected["statements"] for text in turn["paragraphs"]]
        items = [text for section in self.expected["sections"] for text in section["items"]]
        rows = list(self.meeting.statements.order_by("number"))
        self.assertEqual([row.number for row in rows], list(range(1, 51)))
        self.assertEqual([flat(row.text) for row in rows], [flat(text) for text in items + spoken])
        self.assertTrue(all(row.text == row.source_text and row.agenda_item_id for row in rows))

    def test_eleven_turns_and_the_four_answers_that_a_rule_proposes(self):
        turns = list(self.meeting.turns.select_related("speaker", "reply_to"))
        self.assertEqual(
            [(turn.speaker.label, turn.speaker_kind, turn.reply_to and turn.reply_to.number) for turn in turns],
            [(turn["speaker"], turn["kind"], turn.get("reply_to")) for turn in self.expected["statements"]],
        )
        answered = {turn.reply_to.speaker.label for turn in turns if turn.reply_to}
        self.assertEqual(answered, {"A市町", "E市町", "F市町", "G市町"})
        hidden = set(Speaker.objects.filter(meeting=self.meeting, is_pseudonym=True).values_list("label", flat=True))
        self.assertEqual(hidden, {f"{letter}市町" for letter in "ABCDEFG"})

    def test_the_doubtful_spots_are_flagged_and_the_source_stays(self):
        issues = self.meeting.issues.filter(decision=IssueDecision.OPEN)
        spots = " ".join(issues.filter(kind=IssueKind.SUSPECTED_SLIP).values_list("excerpt", flat=True))
        self.assertIn("需要である", spots)
        self.assertIn("異なる中で、の", spots)
        self.assertTrue(issues.filter(kind=IssueKind.STRAY_MARKUP, excerpt__contains="<ul").exists())
        self.assertLessEqual(issues.count(), 7)
        self.assertIn("需要である", self.meeting.statements.get(number=8).text)

    def test_every_line_is_accounted_for_and_none_is_unread(self):
        lines = RECORD.read_text().split("\n")
        uses = self.meeting.source.line_uses
        self.assertEqual([text for text, _ in uses], lines)
        self.assertFalse([text for text, words in uses if not words or "unparsed" in words])
        self.assertEqual(Meeting.objects.count(), 1)
