"""Search: folding, cutting and years; pure."""

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from search.text import bigrams, fold, norm, okurigana_pairs, skeleton, storable, year_tokens

OFFICE = (
    "見守りサービスーヴァ・ァィｻｰﾊﾞｶﾞｰＤＸdx 　\n3３ヶか箇月所-―髙邊々。、（）\u3099\u309a\u0301ｳ令和五5年度Rr１平成元"
)
steady = settings(
    max_examples=300, deadline=None, derandomize=True
)  # the same texts at each run, on a busy machine too
anything = st.text() | st.text(alphabet=OFFICE, max_size=30)


class FoldTest(SimpleTestCase):
    def test_what_is_typed_in_several_ways_becomes_one(self):
        for one, other in [
            ("ＤＸ推進", "DX推進"),
            ("ﾘｴｿﾞﾝ", "リエゾン"),
            ("髙橋", "高橋"),
            ("渡邉", "渡辺"),
            ("葛\U000e0100城", "葛城"),
            ("サーバー室", "サーバ室"),
            ("サ―バ―", "サーバー"),
            ("コンピューター", "コンピュータ"),
            ("スマート・シティ", "スマートシティ"),
            ("ヴァーチャル", "バーチャル"),
            ("議　事　録", "議事録"),
            ("生成 AI", "生成ＡＩ"),
            ("3ヶ月", "３か月"),
            ("五箇所", "五カ所"),
        ]:
            with self.subTest(one=one):
                self.assertEqual(norm(one), norm(other))

    def test_what_differs_stays_apart(self):
        for one, other in [
            ("デモ", "でも"),
            ("シカ", "しか"),
            ("マス", "ます"),
            ("open data", "opendata"),
            ("キー", "キ"),
        ]:
            with self.subTest(one=one):
                self.assertNotEqual(norm(one), norm(other))

    def test_a_line_end_is_kept_between_words(self):
        self.assertEqual(norm("見守り\nカメラ"), "見守り\nカメラ")

    @steady
    @given(anything)
    def test_folding_twice_changes_nothing(self, text):
        self.assertEqual(norm(norm(text)), norm(text))
        self.assertEqual(fold(fold(text)), fold(text))

    @steady
    @given(st.text(alphabet=st.characters(codec=None)))
    def test_nothing_unstorable_is_left(self, text):
        for clean in (storable(text + "\x00\ud800"), norm(text + "\x00\udfff")):
            self.assertNotIn("\x00", clean)
            clean.encode()  # fails on a lone surrogate


class CutTest(SimpleTestCase):
    def test_a_run_gives_pairs_and_its_last_character(self):
        self.assertEqual(bigrams("見守り"), ["見守", "守り", "り"])

    def test_a_latin_word_is_whole(self):
        self.assertEqual(bigrams("dx推進"), ["dx", "推進", "進"])

    def test_a_gap_stands_where_runs_do_not_touch(self):
        self.assertEqual(bigrams("町・県 dx"), ["町", "。", "県", "。", "dx"])

    def test_an_endless_word_is_cut(self):
        self.assertEqual([len(token) for token in bigrams("a" * 5000)], [64])

    @steady
    @given(anything)
    def test_tokens_hold_nothing_that_an_engine_reads_as_syntax(self, text):
        for token in bigrams(norm(text)):
            self.assertNotRegex(token, r"[\s'\"\\^:*()&|!<>]")

    def test_okurigana_is_bridged(self):
        self.assertEqual(okurigana_pairs(norm("取り組みと受け付け")), ["取組", "受付"])
        words = ("取り組み", "問い合わせ", "見守り", "橋", "デジタル", "取組状況")
        self.assertEqual([skeleton(word) for word in words], ["取組", "問合", "見守", "", "", ""])


class YearTest(SimpleTestCase):
    def test_every_writing_of_a_year_is_one_token(self):
        for text in ("令和5年度", "令和五年", "R5年度", "R5", "Ｒ５補正", "2023年", "２０２３年度"):
            with self.subTest(text=text):
                self.assertEqual(year_tokens(norm(text)), ["y2023"])

    def test_the_first_year_and_tens_are_read(self):
        self.assertEqual(
            year_tokens(norm("令和元年、平成三十一年、昭和六十四年、平成十年")), ["y1989", "y1998", "y2019"]
        )

    def test_what_is_no_year_gives_none(self):
        for text in ("平成36年", "R50系", "5年", "1999円", "12023年", "HR5", "昭和99年", "令和0年"):
            with self.subTest(text=text):
                self.assertEqual(year_tokens(norm(text)), [])
