"""Bytes of every kind are read as text, or refused with a sentence that says what to do."""

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.readers import UnreadableFile, read, read_text
from documents.readers.decoding import MAX_BYTES

WORDS = "第1回あかね会議　議事録\n日時：令和6年5月1日（水）\n○委員　費用はいくらか。\n髙﨑①～"


class EncodingTest(SimpleTestCase):
    def test_each_encoding_gives_the_same_lines(self) -> None:
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp932"):
            with self.subTest(encoding):
                source = read(WORDS.encode(encoding), "会議.txt")
                self.assertEqual(source.lines, tuple(WORDS.split("\n")))

    def test_utf_16_without_a_mark_is_known_by_its_line_ends(self) -> None:
        for encoding in ("utf-16-le", "utf-16-be"):
            with self.subTest(encoding):
                source = read(WORDS.encode(encoding), "会議.txt")
                self.assertEqual((source.lines[0], source.encoding), ("第1回あかね会議　議事録", encoding))

    def test_windows_and_old_mac_line_ends_count_once(self) -> None:
        self.assertEqual(read("一\r\n\r\n二\r三\n".encode(), "a.txt").lines, ("一", "", "二", "三"))

    def test_a_byte_order_mark_is_no_part_of_pasted_text(self) -> None:
        self.assertEqual(read_text("\ufeff第1回").lines, ("第1回",))


class RefusalTest(SimpleTestCase):
    def sentence(self, data: bytes, name: str) -> str:
        with self.assertRaises(UnreadableFile) as refused:
            read(data, name)
        return refused.exception.sentence

    def test_each_foreign_format_is_named_with_a_way_out(self) -> None:
        cases = (
            (b"%PDF-1.7 ...", "a.pdf", "PDF"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a.doc", ".doc"),
            (b"PK\x03\x04....word/document.xml", "a.docx", "Word"),
            (b"PK\x03\x04....xl/workbook.xml", "b.xlsx", "Excel"),
            (b"PK\x03\x04....", "c.zip", "zip"),
            (b"\x89PNG\r\n\x1a\n", "d.png", "画像"),
            (b"\xff\xd8\xff\xe0", "e.jpg", "画像"),
            (b"{\\rtf1", "f.rtf", "リッチテキスト"),
        )
        for data, name, word in cases:
            with self.subTest(name):
                sentence = self.sentence(data, name)
                self.assertIn(word, sentence)
                self.assertIn("保存して", sentence)

    def test_an_empty_file_says_so(self) -> None:
        for data in (b"", b" \n\t\r\n", b"\xef\xbb\xbf"):
            self.assertIn("文字がありません", self.sentence(data, "a.txt"))

    def test_unknown_bytes_ask_for_utf_8(self) -> None:
        for data in (bytes(range(256)) * 4, b"\x00\x01\x02\x03" * 50, "日本語の文章です。".encode("euc-jp") * 20):
            self.assertIn("UTF-8", self.sentence(data, "a.txt"))

    def test_more_than_twenty_megabytes_is_too_much(self) -> None:
        self.assertIn("20MB", self.sentence(b"a" * (MAX_BYTES + 1), "a.txt"))

    @settings(max_examples=200, deadline=None)
    @given(st.binary(max_size=400))
    def test_no_bytes_raise_anything_but_the_refusal(self, data: bytes) -> None:
        try:
            source = read(data, "x.txt")
        except UnreadableFile as refused:
            self.assertTrue(refused.sentence.endswith("。"))
        else:
            self.assertIsInstance(source.lines, tuple)
