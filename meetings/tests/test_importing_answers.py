"""Which turn answers which, and what kind of statement each passage is: proposals by rule."""

from django.test import SimpleTestCase

from documents.readers import read_text
from meetings.importing.kinds import proposed_kind
from meetings.importing.reader import parse


class ReplyTest(SimpleTestCase):
    def replies(self, body: str) -> list[int | None]:
        text = "第1回あおい検討会　議事録\n日時：令和6年5月1日（水）\n\n議事録\n\n" + body
        return [turn.reply_to for turn in parse(read_text(text)).turns]

    def test_the_prefecture_answers_the_town_right_before_it(self) -> None:
        text = (
            "(A市町)\n- ・困っている。\n(県)\n- ・支える。\n(B市町)\n- ・賛成する。\n"
            "(C市町)\n- ・難しい。\n(県)\n- ・続ける。"
        )
        self.assertEqual(self.replies(text), [None, 1, None, None, 4])

    def test_two_officials_in_a_row_answer_the_same_question(self) -> None:
        self.assertEqual(self.replies("○3番　伺います。\n○総務部長　百万円です。\n○市長　来年です。"), [None, 1, 1])

    def test_the_secretariat_that_only_opens_answers_nobody(self) -> None:
        self.assertEqual(
            self.replies("事務局：始めます。\n座長：議事に入ります。\n事務局：説明します。"), [None, None, None]
        )

    def test_an_answer_does_not_cross_a_heading(self) -> None:
        text = "1. 一つ目の題\n\n委員：どうか。\n\n2. 二つ目の題\n\n事務局：次の話をします。"
        self.assertEqual(self.replies(text), [None, None])

    def test_arrows_and_answer_columns_are_answers(self) -> None:
        self.assertEqual(self.replies("○　高いのではないか。\n→　下げる。\n○　お願いしたい。"), [None, 1, None])
        table = "| 委員 | 意見 | 市の考え方 |\n|---|---|---|\n| A委員 | 高い。 | 下げる。 |\n| B委員 | 意見なし | － |"
        self.assertEqual(self.replies(table), [None, 1])


class KindTest(SimpleTestCase):
    def test_items_report_or_look_back(self) -> None:
        self.assertEqual(proposed_kind("実施した。", ["取組の状況", "議事"]), "report")
        for heading in ("前回の振り返り", "第4回会議の振り返り", "第3回会議の概要"):
            self.assertEqual(proposed_kind("実施した。", [heading]), "recap", heading)
        self.assertEqual(proposed_kind("実施した。", ["本日の議題", "第4回会議の振り返りと本日の議題"]), "report")

    def test_paragraphs_of_turns(self) -> None:
        cases = (
            ("費用はいくらか。", "municipality", False, "question"),
            ("参加できるか知りたい。", "member", False, "question"),
            ("共有いただけるとありがたい。", "municipality", False, "opinion"),
            ("支援していく。", "prefecture", True, "answer"),
            ("資料を説明する。", "secretariat", False, "explanation"),
            ("意見はありませんか。", "chair", False, "question"),
        )
        for text, kind, replies, wanted in cases:
            self.assertEqual(proposed_kind(text, (), kind, replies), wanted, text)
