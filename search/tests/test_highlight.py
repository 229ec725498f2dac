"""Search: what was found is marked in the text as written, and nothing else changes; pure."""

import html
import re

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from search.snippet import snippet
from search.tests.test_text import OFFICE, anything, steady
from search.text import highlight, norm, norm_with_origins


def read_back(marked: str) -> str:
    return html.unescape(re.sub("</?mark>", "", marked))


class HighlightTest(SimpleTestCase):
    def test_the_writing_of_the_original_is_kept(self):
        for original, query, expected in [
            ("ﾘｴｿﾞﾝ派遣", "リエゾン", "<mark>ﾘｴｿﾞﾝ</mark>派遣"),
            ("スマート・シティ構想", "スマートシティ", "<mark>スマート・シティ</mark>構想"),
            ("㍿架空の生成 ＡＩ", "生成AI", "㍿架空の<mark>生成 ＡＩ</mark>"),
            ("ヴァーチャル役場", "バーチャル", "<mark>ヴァーチャル</mark>役場"),
            ("渡邉課長", "渡辺", "<mark>渡邉</mark>課長"),
            ("取り組みの方針", "取組", "<mark>取り組</mark>みの方針"),
            ("MDXとDXとDXの", "dx", "MDXと<mark>DX</mark>と<mark>DX</mark>の"),
            ("116時間と16時間", "16時間", "116時間と<mark>16時間</mark>"),
            ("見守り見守る", "見守り 見守る", "<mark>見守り見守る</mark>"),
        ]:
            with self.subTest(original=original):
                self.assertEqual(highlight(original, query), expected)

    def test_a_year_is_marked_in_any_writing(self):
        self.assertEqual(highlight("令和五年度とR6年", [], ["y2023"]), "<mark>令和五年度</mark>とR6年")

    def test_markup_in_the_text_is_escaped(self):
        self.assertEqual(highlight("<b>見守り</b>&", "見守り"), "&lt;b&gt;<mark>見守り</mark>&lt;/b&gt;&amp;")
        self.assertEqual(highlight("&lt;", "lt"), "&amp;<mark>lt</mark>;")

    @steady
    @given(anything, anything)
    def test_no_character_of_the_original_is_lost(self, original, query):
        self.assertEqual(read_back(highlight(original, query)), original)

    @steady
    @given(st.text(alphabet=OFFICE, max_size=40))
    def test_the_map_leads_through_the_same_folding(self, text):
        folded, origins = norm_with_origins(text)
        self.assertEqual(folded, norm(text))
        self.assertEqual(len(folded), len(origins))
        self.assertEqual(origins, sorted(origins))


class SnippetTest(SimpleTestCase):
    def test_a_short_text_is_shown_whole(self):
        self.assertEqual(snippet("見守りを始めた", ["見守り"]), "<mark>見守り</mark>を始めた")

    def test_a_long_text_is_cut_round_the_hit(self):
        shown = snippet("前" * 5000 + "見守り<i>" + "後" * 500, ["見守り"])
        self.assertTrue(shown.startswith("…前"))
        self.assertTrue(shown.endswith("後…"))
        self.assertIn("<mark>見守り</mark>&lt;i&gt;", shown)
        self.assertEqual(len(read_back(shown)), 122)

    def test_a_hit_across_two_pieces_is_seen(self):
        self.assertIn("<mark>見守り</mark>", snippet("前" * 1999 + "見守り" + "後" * 3000, ["見守り"]))

    def test_without_a_hit_the_beginning_is_shown(self):
        self.assertEqual(snippet("はじめ" + "続" * 200, ["橋"]), "はじめ" + "続" * 117 + "…")
        self.assertEqual(snippet("", ["橋"]), "")

    @steady
    @given(anything, anything)
    def test_a_snippet_is_a_piece_of_the_original(self, original, query):
        self.assertIn(read_back(snippet(original * 9, [query])).strip("…"), original * 9)
