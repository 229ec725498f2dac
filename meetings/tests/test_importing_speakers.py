"""Labels of speakers are known by their words, and told from headings, names and prose."""

from django.test import SimpleTestCase

from documents.readers import read_text
from meetings.importing.labels import label_of
from meetings.importing.lines import lines_of
from meetings.importing.profile import profile_of
from meetings.importing.reader import parse


class LabelTest(SimpleTestCase):
    def test_each_kind_of_speaker(self) -> None:
        cases = {
            "municipality": (
                "A市町",
                "Ｂ市",
                "甲町",
                "ひばり市",
                "赤松町",
                "ひばり市　三枝係長",
            ),
            "prefecture": ("県", "あかね県", "県情報政策課", "県（デジタル戦略課）", "あかね県 早瀬課長"),
            "chair": ("議長", "会　長", "七瀬委員長", "議長（風間太郎君）", "部会長", "Chairperson Kiritani"),
            "member": (
                "委員",
                "委員A",
                "宮城委員",
                "12番",
                "3番議員",
                "出雲路君",
                "副会長",
                "大庭構成員",
                "Member Oba",
            ),
            "secretariat": ("事務局", "事務局（市民課）", "立花蒼事務局長", "司会", "Secretariat"),
            "official": ("担当", "市長", "総務部長", "早瀬デジタル推進部長", "契約検査課長", "人材育成課"),
            "adviser": ("南雲アドバイザー", "学識経験者"),
            "guest": ("記者", "講師"),
        }
        for kind, labels in cases.items():
            for text in labels:
                label = label_of(text)
                assert label is not None, text
                self.assertEqual(label.kind, kind, text)

    def test_what_is_no_label(self) -> None:
        cases = (
            "主な内容",
            "オンライン開催",
            "以上",
            "推進計画の進行管理について",
            "費用はいくらか。",
            "前回の振り返り",
            "",
            "2024年",
            "出席委員",
        )
        for text in cases:
            self.assertIsNone(label_of(text), text)

    def test_names_and_offices_are_parted(self) -> None:
        cases = {
            "早瀬デジタル推進部長": ("早瀬", "デジタル推進部長"),
            "宮城委員": ("宮城", "委員"),
            "委員長（綾瀬君）": ("綾瀬", "委員長"),
            "契約検査課長": (None, "契約検査課長"),
            "神楽坂司 議長": ("神楽坂司", "議長"),
        }
        for text, (person, role) in cases.items():
            label = label_of(text)
            assert label is not None, text
            self.assertEqual((label.person, label.role), (person, role), text)

    def test_the_head_of_another_body_is_a_member(self) -> None:
        label = label_of("オレンジ商店会　松永会長")
        assert label is not None
        self.assertEqual(label.kind, "member")


class FormTest(SimpleTestCase):
    def turns(self, text: str) -> list[tuple[str | None, str, list[str]]]:
        head = "第1回あおい検討会　議事録\n日時：令和6年5月1日（水）\n\n議事録\n\n"
        return [
            (turn.speaker, turn.kind, [one.text for one in turn.paragraphs])
            for turn in parse(read_text(head + text)).turns
        ]

    def test_one_exchange_in_many_forms(self) -> None:
        forms = (
            "委員：費用はいくらか。\n事務局：百万円である。",
            "（委員）\n費用はいくらか。\n（事務局）\n百万円である。",
            "（委員）費用はいくらか。\n（事務局）百万円である。",
            "【委員】費用はいくらか。\n【事務局】百万円である。",
            "＜委員＞\n費用はいくらか。\n＜事務局＞\n百万円である。",
            "〔委員〕費用はいくらか。\n〔事務局〕百万円である。",
            "○委員　費用はいくらか。\n◯事務局　百万円である。",
            "〇委員\n費用はいくらか。\n〇事務局\n百万円である。",
            "◆委員\n・費用はいくらか。\n◆事務局\n・百万円である。",
            "委員　費用はいくらか。\n事務局　百万円である。",
            "委員\n費用はいくらか。\n事務局\n百万円である。",
            "・委員：費用はいくらか。\n・事務局：百万円である。",
            "**委員**：費用はいくらか。\n\n**事務局**：百万円である。",
            "○\n委員\n費用はいくらか。\n○\n事務局\n百万円である。",
            "発言者｜発言内容\n委員｜費用はいくらか。\n事務局｜百万円である。",
        )
        wanted = [("委員", "member", ["費用はいくらか。"]), ("事務局", "secretariat", ["百万円である。"])]
        for text in forms:
            self.assertEqual(self.turns(text), wanted, text)

    def test_unnamed_exchanges(self) -> None:
        forms = (
            "○　費用はいくらか。\n→　百万円である。",
            "Q1 費用はいくらか。\nA1 百万円である。",
            "質問：費用はいくらか。\n回答：百万円である。",
            "・費用はいくらか。\n→百万円である。",
            "問１　費用はいくらか。\n答１　百万円である。",
            "○費用はいくらか。\n●百万円である。",
        )
        wanted = [(None, "member", ["費用はいくらか。"]), (None, "official", ["百万円である。"])]
        for text in forms:
            self.assertEqual(self.turns(text), wanted, text)

    def test_names_before_a_colon_count_only_where_they_come_again(self) -> None:
        once = "注意：資料は後日配布します。\n委員：費用はいくらか。"
        self.assertEqual([turn[0] for turn in self.turns(once)], ["委員"])

    def test_stage_directions_are_not_speech(self) -> None:
        text = (
            "○議長　異議はありませんか。\n（「異議なし」と呼ぶ者あり）\n〔3番　花田君登壇〕\n――◇――\n－1－\n"
            "○議長　決まりました。\n（以上）"
        )
        self.assertEqual([turn[2] for turn in self.turns(text)], [["異議はありませんか。"], ["決まりました。"]])

    def test_a_profile_tells_what_circles_mean(self) -> None:
        said = profile_of(lines_of(read_text("○費用が高い。\n○期間が短い。")))
        headed = profile_of(lines_of(read_text("○費用\n・高い。\n○期間\n・短い。")))
        self.assertEqual((said.circle, headed.circle), ("statement", "heading"))
