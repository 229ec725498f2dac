"""Search: how a query is read; pure."""

from django.test import SimpleTestCase
from hypothesis import given

from search.parse import MOST_SPELLINGS, parse
from search.sqlite import fts_expression
from search.tests.test_text import anything, steady

TABLE = {
    word: group
    for group in (
        ["見守り", "みまもり"],
        ["空き家", "空家"],
        ["DX", "デジタルトランスフォーメーション"],
        ["町 会", "自治会"],
    )
    for word in group
}


def texts(query: str) -> list[list[str]]:
    return [[one.year or one.text for one in word.spellings] for word in parse(query, TABLE).words]


class ParseTest(SimpleTestCase):
    def test_words_stand_between_spaces_and_signs(self):
        self.assertEqual(texts("橋　道、川"), [["橋"], ["道"], ["川"]])

    def test_the_typed_spelling_comes_first(self):
        self.assertEqual(texts("みまもり"), [["みまもり", "見守り", "ミマモリ", "見守"]])
        self.assertEqual(texts("ｄｘ"), [["dx", "デジタルトランスフォーメーション"]])

    def test_a_known_part_of_a_longer_word_is_respelt(self):
        self.assertEqual(texts("空家対策"), [["空家対策", "空き家対策"]])
        self.assertEqual(texts("mdx"), [["mdx"]])

    def test_kana_is_flipped_for_words_that_cannot_be_a_particle(self):
        self.assertEqual(texts("ひょうご"), [["ひょうご", "ヒョウゴ"]])
        self.assertEqual(texts("でも"), [["でも"]])

    def test_years_are_words_of_their_own(self):
        self.assertEqual(texts("令和5年度の予算"), [["y2023"], ["予算"]])
        self.assertEqual(texts("S3"), [["s3", "y1928"]])
        self.assertEqual(texts("2019年"), [["y2019"]])
        self.assertEqual(texts("平成99年"), [["平成99年"]])

    def test_spellings_of_the_table_may_hold_spaces(self):
        self.assertEqual(texts("自治会"), [["自治会", "町会"]])

    def test_used_names_the_others_as_people_write_them(self):
        self.assertEqual(parse("dx", TABLE).used, ["デジタルトランスフォーメーション"])
        self.assertEqual(parse("デジタルトランスフォーメーション", TABLE).used, ["DX"])
        self.assertEqual(parse("dx DX", TABLE).used, ["デジタルトランスフォーメーション"])
        self.assertEqual(parse("橋", TABLE).used, [])

    def test_a_long_query_is_cut_with_a_notice(self):
        parsed = parse("橋" * 101, TABLE)
        self.assertEqual(parsed.words[0].spellings[0].text, "橋" * 100)
        self.assertEqual(parsed.notice, "検索の言葉は100文字までです。はじめの100文字で探しました。")

    def test_a_sixth_word_is_left_out_with_a_notice(self):
        parsed = parse("一 二 三 四 五 六 六", TABLE)
        self.assertEqual(len(parsed.words), 5)
        self.assertEqual(parsed.notice, "検索の言葉は5つまでです。はじめの5つで探しました。")
        self.assertEqual(parse("一 二 三 四 五 五", TABLE).notice, "")

    def test_nothing_to_search_for_is_no_word(self):
        for query in ("", "  ", "、。!?", "\x00\ud800", "%_"):
            with self.subTest(query=query):
                self.assertEqual(parse(query, TABLE).words, ())

    def test_one_word_has_a_bounded_number_of_spellings(self):
        many = [f"言葉{chr(0x4E00 + number)}" for number in range(40)]
        self.assertEqual(len(parse(many[0], dict.fromkeys(many, many)).words[0].spellings), MOST_SPELLINGS)

    @steady
    @given(anything)
    def test_any_text_can_be_read(self, text):
        parsed = parse(text, TABLE)
        for word in parsed.words:
            for spelling in word.spellings:
                self.assertTrue(spelling.year or spelling.tokens)
        self.assertEqual(fts_expression(parsed).count('"') % 2, 0)


class PhraseTest(SimpleTestCase):
    def phrase(self, query: str) -> str:
        return fts_expression(parse(query, {}))

    def test_one_character_is_a_prefix_and_a_number_is_not(self):
        self.assertEqual(self.phrase("橋"), '({title body} : "橋" *)')
        self.assertEqual(self.phrase("5"), '({title body} : "5")')
        self.assertEqual(self.phrase("dx"), '({title body} : "dx" *)')

    def test_the_last_character_of_a_run_is_left_open(self):
        self.assertEqual(self.phrase("見守り"), '({title body} : "見守 守り" OR {title body} : "見守")')
        self.assertEqual(self.phrase("第5回"), '({title body} : "第 5 回" *)')
        self.assertEqual(self.phrase("生成AI"), '({title body} : "生成 成 ai" *)')
