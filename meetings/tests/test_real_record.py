"""The real record of 2024-03-22, imported and read back by page and by API. Needs ../shared; skips where it is not."""

import json
import re
import unicodedata
from html.parser import HTMLParser
from unittest import skipUnless

from django.conf import settings

from meetings.actions.importing import import_minutes, read_minutes
from meetings.models import Turn
from portal.testing import CastTestCase

SEED = settings.BASE_DIR.parent / "shared" / "minutes" / "seed"
EXPECTED = SEED / "expected.json"


def folded(text):
    """As the comparison is agreed: NFKC, no spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


class Pieces(HTMLParser):
    """The texts of a page's statements, of its turns' headings and of its other headings, in their order."""

    def __init__(self):
        super().__init__()
        self.path, self.statements, self.turns, self.headings = [], [], [], []

    def handle_starttag(self, tag, attrs):
        if tag in ("input", "meta", "link", "br", "img"):
            return
        facts = dict(attrs)
        self.path.append((tag, facts.get("class") or ""))
        if tag == "p" and self.path[-2][1] == "said":
            self.statements.append("")
        if tag in ("h3", "h4"):
            (self.turns if (facts.get("id") or "").startswith("t") else self.headings).append("")

    def handle_endtag(self, tag):
        while self.path and self.path.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _ in self.path]
        classes = [name for _, name in self.path]
        if "said" in classes and tags[-1] == "p" and classes[-2] == "said":
            self.statements[-1] += data
        elif tags and tags[-1] in ("h3", "h4"):
            found = self.turns if "turn" in " ".join(classes) else self.headings
            found[-1] += data


@skipUnless(EXPECTED.exists(), f"NOT CHECKED: the real record is not at {EXPECTED}")
class RealRecordTests(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
        source = SEED / cls.expected["source_file"]
        cls.meeting = import_minutes(read_minutes(source.read_bytes(), source.name), by=cls.sato)

    def setUp(self):
        self.as_user(self.sato)

    def in_order(self):
        """All texts that the record should have, in reading order."""
        items = [item for section in self.expected["sections"] for item in section["items"]]
        return items + [text for turn in self.expected["statements"] for text in turn["paragraphs"]]

    def test_the_page_has_every_statement_in_order(self):
        page = self.client.get(self.meeting.get_absolute_url())
        pieces = Pieces()
        pieces.feed(page.content.decode())
        self.assertEqual([folded(text) for text in pieces.statements], [folded(text) for text in self.in_order()])
        labels = [folded(turn).split("(")[0] for turn in pieces.turns]
        self.assertEqual(labels, [folded(turn["speaker"]) for turn in self.expected["statements"]])
        for words in ("令和6年3月22日（金）", "午前10時～午前11時", "オンライン", "10:00–10:10", "10:45–11:00"):
            self.assertContains(page, words)
        for item in self.expected["agenda"]:
            self.assertContains(page, item["title"])
            self.assertContains(page, item["presenter"] or "")
        for count in (10, 15, 25):
            self.assertContains(page, f'<td class="num">{count}</td>')

    def test_the_api_has_the_same_structure(self):
        found = self.client.get(f"/api/v1/meetings/{self.meeting.code}/").json()
        facts = ("title", "document_type", "ordinal", "fiscal_year", "place", "format")
        self.assertEqual({name: found[name] for name in facts}, {name: self.expected[name] for name in facts})
        self.assertEqual(found["held_on"], self.expected["date"])
        times = (found["starts_at"], found["ends_at"])
        self.assertEqual(times, (f"{self.expected['start']}:00", f"{self.expected['end']}:00"))
        for ours, theirs in zip(found["agenda"], self.expected["agenda"], strict=True):
            self.assertEqual((ours["number"], folded(ours["title"])), (theirs["no"], folded(theirs["title"])))
            self.assertEqual(ours["starts_at"], f"{theirs['start']}:00")
            self.assertEqual(folded(ours["presenter"]), folded(theirs["presenter"]))
        for ours, theirs in zip(found["sections"], self.expected["sections"], strict=True):
            self.assertEqual(folded(ours["heading"]), folded(theirs["heading"]))
            texts = [folded(row["text"]) for row in ours["statements"]]
            self.assertEqual(texts, [folded(text) for text in theirs["items"]])
        for ours, theirs in zip(found["turns"], self.expected["statements"], strict=True):
            self.assertEqual(ours["number"], theirs["no"])
            self.assertEqual((ours["speaker"]["label"], ours["speaker_kind"]), (theirs["speaker"], theirs["kind"]))
            self.assertEqual(ours["reply_to"], theirs.get("reply_to"))
            texts = [folded(row["text"]) for row in ours["statements"]]
            self.assertEqual(texts, [folded(text) for text in theirs["paragraphs"]])
        counts = (found["statement_count"], found["voice_count"], found["unanswered_count"])
        self.assertEqual(counts, (50, 7, 3))

    def test_the_ledger_tells_who_was_answered(self):
        voices = Turn.objects.filter(meeting=self.meeting).for_ledger()
        states = {voice.speaker.label[0]: voice.answer_state for voice in voices}
        answered, unanswered = dict.fromkeys("AEFG", "answered"), dict.fromkeys("BCD", "unanswered")
        self.assertEqual(states, answered | unanswered)
        page = self.client.get(f"/meetings/{self.meeting.code}/ledger/")
        for words in ("すべて 7", "未回答 3", "回答あり 4", "約束あり 0"):
            self.assertContains(page, words)

    def test_search_within_finds_the_towns_sentence(self):
        page = self.client.get(f"{self.meeting.get_absolute_url()}?q=原課&voices=on")
        shown = [row.number for part in page.context["parts"] for run in part.passages for row in run.statements]
        self.assertEqual(shown, [35])

    def test_nobody_else_sees_the_draft(self):
        for viewer in (None, self.hana, self.yui, self.aki, self.fumi):
            self.assertEqual(self.as_user(viewer).get(self.meeting.get_absolute_url()).status_code, 404)
