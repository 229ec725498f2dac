"""HTML, whole or pasted in pieces, becomes blocks that know their source line."""

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.readers import read_text
from documents.readers.html import blocks_of

UNCLOSED = """<h2>議題&nbsp;一覧</h2>
<ul><li>窓口<li>防災
</ul>
<ol>
<li>はじめに
<li>つぎに
</ol>"""


class BlocksTest(SimpleTestCase):
    def texts(self, html: str) -> list[tuple[str, str, int]]:
        return [(block.tag, block.text, block.line) for block in blocks_of(html)]

    def test_unclosed_items_end_where_the_next_begins(self) -> None:
        self.assertEqual(
            self.texts(UNCLOSED),
            [("h2", "議題 一覧", 1), ("li", "窓口", 2), ("li", "防災", 2), ("li", "はじめに", 5), ("li", "つぎに", 6)],
        )

    def test_ordered_items_are_counted(self) -> None:
        self.assertEqual([block.number for block in blocks_of(UNCLOSED)], [0, 0, 0, 1, 2])

    def test_scripts_styles_and_comments_are_silent(self) -> None:
        html = "<style>p{}</style><script>if (a<b) '<p>x</p>'</script><!-- 隠れた文 --><p>見える&amp;読める</p>"
        self.assertEqual(self.texts(html), [("p", "見える&読める", 1)])

    def test_cells_of_a_row_are_parted_by_tabs(self) -> None:
        html = "<table>\n<tr><th>日時<td><p>5月1日</p><br>10時\n<tr><td>場所</td><td></td><td>庁舎</td></tr></table>"
        self.assertEqual(self.texts(html), [("tr", "日時\t5月1日 10時", 2), ("tr", "場所\t\t庁舎", 3)])

    def test_a_line_break_inside_a_paragraph_continues_it(self) -> None:
        blocks = blocks_of("<p>前の行の<br>続き</p><p>次</p>")
        self.assertEqual(
            [(block.text, block.continued) for block in blocks], [("前の行の", False), ("続き", True), ("次", False)]
        )

    def test_words_over_two_source_lines_are_joined_without_a_gap(self) -> None:
        self.assertEqual(
            self.texts("<p>情報を\n  共有する</p><p>plain\nwords</p>"),
            [("p", "情報を共有する", 1), ("p", "plain words", 2)],
        )

    @settings(max_examples=200, deadline=None)
    @given(st.text(alphabet="<>/plidtrhu1 \n&;=\"'!-あ。", max_size=120))
    def test_no_markup_raises(self, html: str) -> None:
        self.assertTrue(all(block.text.strip() for block in blocks_of(html)))


class SniffingTest(SimpleTestCase):
    def test_html_in_a_text_file_is_seen(self) -> None:
        self.assertEqual(read_text(UNCLOSED, "記録.txt").media, "html")

    def test_one_stray_tag_does_not_make_a_record_html(self) -> None:
        text = "第1回会議\n■前回\n<ul style='a'>・一つ目。・二つ目。\n(県)\n- ・回答した。"
        self.assertEqual(read_text(text, "記録.txt").media, "text")

    def test_markdown_is_seen_by_its_marks(self) -> None:
        self.assertEqual(read_text("# 題\n\n| a | b |\n| - | - |\n| 1 | 2 |", "記録.txt").media, "markdown")
        self.assertEqual(read_text("題", "記録.md").media, "markdown")
