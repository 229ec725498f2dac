"""What a machine set before the words, and signatures behind them, are told from the words themselves."""

from django.test import SimpleTestCase

from documents.readers import read_text
from meetings.importing.fields import FieldLine, fields_beside
from meetings.importing.reader import parse
from meetings.importing.records import MinutesRecord
from meetings.importing.signatures import signature_of
from meetings.importing.stamps import line_numbers, stamp_before, stamp_behind

HEAD = "第1回ためし市架空会議 議事録\n\n日時：2025年6月2日（月）10:00～11:00\n場所：ためし市役所 会議室\n\n議事録\n\n"


def read_body(body: str) -> MinutesRecord:
    return parse(read_text(HEAD + body))


def said(record: MinutesRecord) -> list[tuple[str | None, list[str]]]:
    return [(turn.speaker, [one.text for one in turn.paragraphs]) for turn in record.turns]


class StampTest(SimpleTestCase):
    def test_a_clock_time_before_a_speaker(self) -> None:
        for text in ("[10:05] 会長:", "(10:05) 会長:", "10:05 会長:", "00:10:05 会長:"):
            self.assertTrue(text[stamp_before(text) :].startswith("会長"), text)

    def test_a_span_of_the_agenda_is_no_stamp(self) -> None:
        self.assertEqual(stamp_before("10:00~10:10 開会"), 0)
        self.assertEqual(stamp_before("10時から始める"), 0)

    def test_a_clock_time_behind_a_label(self) -> None:
        self.assertEqual("事務局 00:12:31"[: stamp_behind("事務局 00:12:31")], "事務局")
        self.assertEqual(stamp_behind("事務局"), 3)

    def test_rows_that_are_counted(self) -> None:
        rows = [f"{no:3}　本文の行です" for no in range(1, 13)]
        self.assertEqual(set(line_numbers(rows)), {3})
        again = [f"{no:3}　本文" for no in (*range(1, 9), *range(1, 9))]
        self.assertNotIn(0, line_numbers(again))

    def test_a_numbered_list_is_not_counted_rows(self) -> None:
        self.assertEqual(set(line_numbers(["表題", "1 開会", "2 議事", "3 閉会", "事務局：はい。"] * 3)), {0})


class SignatureTest(SimpleTestCase):
    def test_who_signs(self) -> None:
        cases = {"…と思う。（Ａ委員）": "Ａ委員", "参加したい。（つきの町）": "つきの町", "示す。（県）": "県"}
        for text, who in cases.items():
            found = signature_of(text)
            self.assertEqual(found[1].text if found else None, who)

    def test_a_bracket_that_explains_is_no_signature(self) -> None:
        for text in ("資料を配った。（別紙参照）", "来年度に始める。（予算の範囲内）", "会長（山田委員）"):
            self.assertIsNone(signature_of(text), text)

    def test_a_wrapped_statement_keeps_its_signature_out_of_the_words(self) -> None:
        record = read_body(
            "主な意見\n・手続の数が多く、どこから始めればよいか\n　分からない。（Ａ委員）\n・順番を示す。（事務局）\n"
        )
        self.assertEqual(
            said(record),
            [("Ａ委員", ["手続の数が多く、どこから始めればよいか分からない。"]), ("事務局", ["順番を示す。"])],
        )


class FormTest(SimpleTestCase):
    def test_one_closing_sign_needs_a_second_one(self) -> None:
        twice = read_body("会長）始めます。\n須藤会計）予算は足ります。\n")
        self.assertEqual([speaker for speaker, _ in said(twice)], ["会長", "須藤会計"])

    def test_the_town_in_a_list_and_its_words_one_step_in(self) -> None:
        record = read_body("- A市\n  - 半年で終えた。\n  - 費用は下がった。\n- 県\n  - 手引を配る。\n")
        self.assertEqual(said(record), [("A市", ["半年で終えた。", "費用は下がった。"]), ("県", ["手引を配る。"])])

    def test_speakers_in_tab_columns_without_a_header(self) -> None:
        record = read_body("会長\t資料を見てください。\n委員\tいつ始まりますか。\n\t来年度でしょうか。\n")
        self.assertEqual(
            said(record), [("会長", ["資料を見てください。"]), ("委員", ["いつ始まりますか。", "来年度でしょうか。"])]
        )

    def test_a_sentence_broken_right_behind_the_speaker_is_one_paragraph(self) -> None:
        record = read_body("委員：廃止する場所の近くに住む人への説明は、いつ頃に行う\n予定でしょうか。\n")
        self.assertEqual(
            said(record), [("委員", ["廃止する場所の近くに住む人への説明は、いつ頃に行う予定でしょうか。"])]
        )

    def test_several_facts_in_one_line(self) -> None:
        found = fields_beside(FieldLine("when", "日時", "R7.6.12（木）10:00～11:50　場所　県庁 502会議室"))
        self.assertEqual([(one.key, one.value) for one in found][1], ("where", "県庁 502会議室"))
