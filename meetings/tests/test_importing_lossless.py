"""No text makes the reader fall over, and no line of a source is ever lost."""

import random
import re
from pathlib import Path

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.readers import SourceText, read_text
from meetings.importing.expected import as_expected
from meetings.importing.reader import parse

RECORDS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "records").glob("*.[thm]*"))]
LINES = [line for text in RECORDS for line in text.split("\n") if line.strip()]
SIGNS = "○●◎■・→（）「」【】＜＞：:、。　 \t|｜-－※第回年月日時分委員長県市１２Ａ12AB<>/#*&;~〜[]"
TAGS = re.compile(r"<[^<>]*>")


def squeezed(text: str) -> str:
    """Without spaces and the bars between cells, which no passage keeps."""
    return re.sub(r"[\s|｜│]", "", text)


class LosslessCase(SimpleTestCase):
    def assert_nothing_lost(self, text: str) -> None:
        source = read_text(text)
        record = parse(source)
        as_expected(record)
        self.assertEqual([use.line for use in record.line_uses], list(range(1, len(source.lines) + 1)))
        unread = {one.line for one in record.unparsed}
        for use, line in zip(record.line_uses, source.lines, strict=True):
            self.assertEqual(use.text, line)
            self.assertEqual(use.uses == ("blank",), not line.strip())
            self.assertEqual("unparsed" in use.uses, use.line in unread, use)
        self.assert_passages_hold_their_lines(source, text)

    def assert_passages_hold_their_lines(self, source: SourceText, text: str) -> None:
        """What a passage says stands in its lines; what a line says that became passages alone stands in them."""
        record = parse(source)
        passages = {passage.no: passage for passage in record.passages()}
        self.assertEqual(sorted(passages), list(range(1, len(passages) + 1)))
        if source.media == "html" or "<" in text or "**" in text or "__" in text:
            return
        whole = squeezed("".join(source.lines))
        for use in record.line_uses:
            held = [passages[int(one[8:])] for one in use.uses if one.startswith("passage:")]
            if not held or len(held) != len(use.uses):
                continue
            said = "".join(squeezed(passage.text) for passage in held)
            left = re.sub(r"^[\W\d_a-zA-Z①-⑳一二三四五六七八九十]*", "", squeezed(use.text)).rstrip("|｜")
            last = re.split(r"[\t|｜・]", left)[-1]
            self.assertIn(squeezed(last)[-6:], said, use)
            for passage in held:
                if passage.line == passage.line_end:
                    self.assertIn(squeezed(passage.text)[:12], whole)


class RandomTextTest(LosslessCase):
    @settings(max_examples=300, deadline=None)
    @given(st.text(max_size=300))
    def test_any_text(self, text: str) -> None:
        self.assert_nothing_lost(text)

    @settings(max_examples=300, deadline=None)
    @given(st.lists(st.text(alphabet=SIGNS, max_size=30), max_size=15))
    def test_any_heap_of_signs(self, lines: list[str]) -> None:
        self.assert_nothing_lost("\n".join(lines))

    @settings(max_examples=300, deadline=None)
    @given(st.lists(st.sampled_from(LINES), max_size=30))
    def test_any_heap_of_lines_of_real_shape(self, lines: list[str]) -> None:
        self.assert_nothing_lost("\n".join(lines))


class MutatedRecordTest(LosslessCase):
    def test_eight_hundred_mutations_of_the_records(self) -> None:
        chance = random.Random(20240322)
        for _ in range(800):
            self.assert_nothing_lost(mutated(chance.choice(RECORDS), chance))


def mutated(text: str, chance: random.Random) -> str:
    """A record with some lines dropped, doubled, cut, joined, split, shuffled or spoilt."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(lines))
        cut = chance.randint(0, len(lines[at]))
        deed = chance.randrange(7)
        if deed == 0 and len(lines) > 1:
            lines.pop(at)
        elif deed == 1:
            lines.insert(at, chance.choice(LINES))
        elif deed == 2:
            lines[at] = lines[at][:cut]
        elif deed == 3:
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
        elif deed == 4:
            lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
        elif deed == 5:
            lines[at] = lines[at][:cut] + chance.choice(SIGNS) + lines[at][cut:]
        else:
            chance.shuffle(lines)
    return "\n".join(lines)
