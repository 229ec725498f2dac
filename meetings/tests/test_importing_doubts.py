"""Doubtful spots are flagged by general rules; sound sentences are left alone."""

from django.test import SimpleTestCase

from documents.readers import read_text
from meetings.importing.doubts import slips_in
from meetings.importing.reader import parse

HEAD = "令和6年度第1回あおい検討会　議事録\n日時：{when}\n資料1　計画\n\n議事録\n\n"


class SlipTest(SimpleTestCase):
    def rules(self, text: str) -> list[str]:
        return [rule for rule, _, _ in slips_in(text)]

    def test_words_that_only_sound_right(self) -> None:
        for text in (
            "住民の声を聞くことが需要である。",
            "職員どうしで学ぶ視点が最も需要だと考える。",
            "今年度の対称者は百人である。",
            "責任の追求が必要だ。",
            "システムへの以降作業を始める。",
            "機会学習の研修を行う。",
            "人事移動の時期と重なった。",
            "推進体勢を整える。",
            "社会保証の手続きを見直す。",
        ):
            self.assertEqual(self.rules(text), ["homophone"], text)

    def test_a_particle_right_after_a_comma(self) -> None:
        for text in (
            "課題が異なる中で、のすり合わせが要る。",
            "予算を、を確保する。",
            "関係課、が協議した。",
            "この方針、に対して意見が出た。",
        ):
            self.assertEqual(self.rules(text), ["particle_after_comma"], text)

    def test_doubled_letters(self) -> None:
        self.assertEqual(self.rules("予算をを確保する。"), ["doubled_sign"])

    def test_sound_sentences_are_left_alone(self) -> None:
        for text in (
            "地域の需要が増えている。",
            "需要と供給の差を調べる。",
            "情報共有が重要である。",
            "紹介いただいているものの、なかなか進まない。",
            "受け付けることとした。",
            "会議室を開放する。",
            "研修の機会を増やす。",
            "しかし、のちに見直す。",
            "庁内、県、市町で話し合う。",
            "調査の対象とする世帯を選ぶ。",
        ):
            self.assertEqual(self.rules(text), [], text)


class RecordDoubtTest(SimpleTestCase):
    def doubts(self, body: str, when: str = "令和6年5月1日（水）") -> list[tuple[str, str]]:
        record = parse(read_text(HEAD.format(when=when) + body))
        return [(doubt.kind, doubt.rule) for doubt in record.doubts]

    def test_a_sound_record_has_none(self) -> None:
        self.assertEqual(self.doubts("委員：資料1は分かりやすい。\n事務局：続けます。"), [])

    def test_date_conflicts(self) -> None:
        said = "委員：費用はいくらか。"
        self.assertIn(("date_conflict", "weekday"), self.doubts(said, "令和6年5月1日（金）"))
        self.assertIn(("date_conflict", "fiscal_year"), self.doubts(said, "令和5年5月1日（月）"))
        self.assertIn(("date_conflict", "end_before_start"), self.doubts(said, "令和6年5月1日（水）15時から15時まで"))

    def test_speakers_without_a_role(self) -> None:
        self.assertIn(
            ("speaker_unknown", "label_without_role"),
            self.doubts("鳥居：始めます。\n九条：はい。\n鳥居：次です。\n九条：以上です。"),
        )
        self.assertIn(("speaker_unknown", "no_label"), self.doubts("○　費用はいくらか。\n→　百万円である。"))

    def test_stray_markup(self) -> None:
        self.assertIn(("stray_markup", "html_tag"), self.doubts("委員：<b>費用</b>はいくらか。"))
        self.assertIn(("stray_markup", "markup_left"), self.doubts("委員：費用は&nbsp;いくらか。"))

    def test_a_cited_paper_that_is_not_listed(self) -> None:
        text = (
            HEAD.format(when="令和6年5月1日（水）").replace("資料1　計画", "配布資料\n資料1　計画")
            + "委員：資料3を見てほしい。"
        )
        self.assertIn(
            ("attachment_missing", "cited_not_listed"), [(d.kind, d.rule) for d in parse(read_text(text)).doubts]
        )

    def test_a_heading_outside_the_agenda(self) -> None:
        text = (
            "第1回会議 議事録\n\n議題\n1 予算について\n\n1 予算について\n委員：よい。\n■ 雑談\n・天気の話をした。\n\n"
            "2 その他の件\n委員：ない。"
        )
        self.assertIn("agenda_unmatched", [doubt.kind for doubt in parse(read_text(text)).doubts])

    def test_a_sentence_that_breaks_off(self) -> None:
        self.assertIn(("split_join", "ends_with_comma"), self.doubts("委員：費用が高いので、\n事務局：下げます。"))
