"""Rooms, meetings: which labels hide somebody, and what kind of statement a passage probably is."""

from django.test import SimpleTestCase

from meetings.choices import StatementKind
from meetings.importing.kinds import kind_of_item, kind_of_spoken
from meetings.importing.records import SectionBlock, SpokenTurn
from meetings.pseudonyms import is_pseudonym


class PseudonymTests(SimpleTestCase):
    def test_a_letter_or_mask_with_a_generic_word_hides_somebody(self):
        for label in (
            "A市町",
            "Ｂ市",
            "C町",
            "(D社)",
            "E 市",
            "委員F",
            "Ｇ委員",
            "○○市",
            "甲町",
            "A市 情報課長",
            "AB町",
            "H団体",
        ):
            with self.subTest(label=label):
                self.assertTrue(is_pseudonym(label))

    def test_an_open_name_or_a_bare_office_does_not(self):
        for label in (
            "県",
            "事務局",
            "加古川市",
            "架空町",
            "座長",
            "佐藤委員",
            "NTT",
            "DX推進課",
            "AI協議会",
            "市町",
            "IT企業",
            "",
        ):
            with self.subTest(label=label):
                self.assertFalse(is_pseudonym(label))


class KindTests(SimpleTestCase):
    def turn(self, kind, reply_to=None):
        return SpokenTurn(1, None, "A市町", kind, (), 1, reply_to=reply_to)

    def test_items_under_headings(self):
        for heading, kind in (
            ("前回の振り返り", StatementKind.RECAP),
            ("第4回会議の概要", StatementKind.RECAP),
            ("制度の説明", StatementKind.EXPLANATION),
            ("今年度の取組", StatementKind.REPORT),
            (None, StatementKind.REPORT),
        ):
            with self.subTest(heading=heading):
                self.assertEqual(kind_of_item([SectionBlock("s1", 1, heading, 1)]), kind)

    def test_what_is_said(self):
        for kind, reply_to, text, expected in (
            ("municipality", None, "進まない。", StatementKind.OPINION),
            ("municipality", None, "どう進めればよいでしょうか。", StatementKind.QUESTION),
            ("member", None, "理由を教えてほしい。", StatementKind.QUESTION),
            ("prefecture", 1, "共有していく。", StatementKind.ANSWER),
            ("prefecture", None, "資料のとおりです。", StatementKind.EXPLANATION),
        ):
            with self.subTest(text=text):
                self.assertEqual(kind_of_spoken(self.turn(kind, reply_to), text), expected)
