"""The page of one record and of one statement."""

import datetime

from meetings.choices import REDACTED, MeetingStatus, ReplyBasis, SpeakerKind, StatementKind
from meetings.models import AgendaItem, Attachment, Attendee, Decision, Section, Statement, Turn
from portal.testing import CastTestCase, make_meeting


def say(meeting, number, text, **fields):
    """One more statement of a record."""
    facts = {"kind": StatementKind.OPINION, "source_text": text}
    return Statement.objects.create(meeting=meeting, number=number, text=text, **{**facts, **fields})


class RecordPageTests(CastTestCase):
    def setUp(self):
        self.meeting = make_meeting(
            by=self.sato,
            voices=("A市町", "県", "B市町"),
            ordinal=1,
            document_type="議事録",
            starts_at=datetime.time(10),
            ends_at=datetime.time(11),
            format="online",
            place="オンライン",
            anonymity_reason="率直に話すため。",
        )
        self.path = self.meeting.get_absolute_url()

    def numbers(self, query=""):
        """Numbers of the statements shown."""
        page = self.client.get(self.path + query)
        self.assertEqual(page.status_code, 200)
        return [row.number for part in page.context["parts"] for run in part.passages for row in run.statements]

    def test_it_shows_the_facts_of_the_meeting(self):
        page = self.client.get(self.path)
        day, time = "令和6年3月22日（金）", "午前10時～午前11時"
        for words in (day, time, "オンライン", "第1回", "作成：当県", "率直に話すため。"):
            self.assertContains(page, words)

    def test_provenance_is_shown_and_what_is_missing_is_said(self):
        facts = {"source_url": "https://example.lg.jp/1", "publisher": "架空県", "terms_of_use": "CC BY 4.0"}
        facts |= {"retrieved_on": datetime.date(2024, 4, 1), "is_own_record": False, "starts_at": None, "place": ""}
        meeting = make_meeting(by=self.sato, **facts)
        page = self.client.get(meeting.get_absolute_url())
        for words in ("https://example.lg.jp/1", "公表：架空県", "令和6年4月1日（月）", "CC BY 4.0", "時刻の記載なし"):
            self.assertContains(page, words)

    def test_the_agenda_has_times_presenters_and_counts(self):
        AgendaItem.objects.filter(meeting=self.meeting).update(
            starts_at="10:45", ends_at="11:00", presenter="架空県 情報課長"
        )
        page = self.client.get(self.path)
        self.assertContains(page, "10:45–11:00")
        self.assertContains(page, "架空県 情報課長")
        self.assertContains(page, '<td class="num">3</td>')

    def test_every_statement_has_a_number_an_address_and_a_citation(self):
        page = self.client.get(self.path)
        for number in (1, 2, 3):
            self.assertContains(page, f'href="/meetings/{self.meeting.code}/s/{number}/"')
        cited = f"「第1回架空県DX検討会議事録」発言1、A市町（匿名）（令和6年3月22日）http://testserver{self.path}s/1/"
        self.assertContains(page, cited)

    def test_a_draft_has_no_citation_because_its_numbers_may_change(self):
        draft = make_meeting(by=self.sato, status=MeetingStatus.DRAFT)
        page = self.as_user(self.sato).get(draft.get_absolute_url())
        self.assertNotContains(page, "引用")
        self.assertContains(page, "番号は公開のときに決まります")

    def test_filters_by_speaker_voice_kind_and_answer(self):
        turns = list(self.meeting.turns.order_by("number"))
        turns[1].reply_to, turns[1].reply_basis = turns[0], ReplyBasis.RULE
        turns[1].save()
        for query, expected in [
            ("", [1, 2, 3]),
            ("?speaker=県", [2]),
            ("?voices=on", [1, 3]),
            ("?kind=answer", [2]),
            ("?answered=true", [1]),
            ("?answered=false", [3]),
            ("?voices=on&speaker=県", []),
        ]:
            self.assertEqual(self.numbers(query), expected, query)

    def test_search_finds_all_words_in_one_statement_and_marks_them(self):
        say(self.meeting, 4, "予算を付けたら、原課の理解を得るのが難しい。")
        say(self.meeting, 5, "予算が足りない。")
        self.assertEqual(self.numbers("?q=予算"), [4, 5])
        self.assertEqual(self.numbers("?q=予算 原課"), [4])
        self.assertEqual(self.numbers("?q=検討会"), [], "the title of the meeting is no statement")
        page = self.client.get(self.path + "?q=原課")
        self.assertContains(page, "<mark>原課</mark>")
        self.assertContains(page, "5の発言のうち 1件")

    def test_a_text_with_markup_stays_text(self):
        say(self.meeting, 4, "<script>alert(1)</script>原課")
        for query in ("", "?q=原課"):
            page = self.client.get(self.path + query)
            self.assertNotContains(page, "<script>alert")
            self.assertContains(page, "&lt;script&gt;alert(1)&lt;/script&gt;")

    def test_the_choice_of_speakers_comes_from_this_record_alone(self):
        make_meeting(by=self.sato, voices=("Z市町",))
        page = self.client.get(self.path)
        self.assertNotContains(page, "Z市町")
        page = self.client.get(self.path + "?speaker=Z市町&meeting=M-001")
        self.assertContains(page, "「話者」の条件を読み取れませんでした")
        self.assertContains(page, "「meeting」という条件はありません")
        self.assertNotContains(page, "エラー：")

    def test_doubtful_corrected_and_hidden_words_are_told_apart(self):
        say(self.meeting, 4, "場を活かすことが需要である。", sic=True)
        say(self.meeting, 5, "重要である。", source_text="需要である。")
        say(self.meeting, 6, f"担当は{REDACTED}です。", source_text="担当は青葉市です。")
        page = self.client.get(self.path)
        self.assertContains(page, '需要である。<span class="sic">〔ママ〕</span>')
        self.assertContains(page, "原文のまま", count=1)
        self.assertContains(page, "事務局が明らかな誤記を訂正", count=1)
        self.assertContains(page, '担当は<span class="redacted">伏せた部分</span>です。')
        self.assertContains(page, "事務局が一部を伏せています", count=1)
        self.assertNotContains(page, "青葉市")
        self.assertNotContains(page, "需要である。</p>", html=False)

    def test_decisions_and_papers_are_shown_and_attendance_to_the_secretariat_alone(self):
        Decision.objects.create(meeting=self.meeting, order=1, text="次は秋に開く。")
        Attachment.objects.create(meeting=self.meeting, order=1, label="資料1", title="今年のまとめ")
        Attendee.objects.create(meeting=self.meeting, order=1, group="市町", name="架空 花子", role="課長")
        for viewer in (None, self.hana, self.yui, self.aki, self.fumi):
            page = self.as_user(viewer).get(self.path)
            self.assertContains(page, "次は秋に開く。")
            self.assertContains(page, "今年のまとめ")
            self.assertNotContains(page, "架空 花子")
        self.assertContains(self.as_user(self.sato).get(self.path), "架空 花子")

    def test_headings_stand_once_and_not_when_they_repeat_the_agenda(self):
        item = self.meeting.agenda.get()
        same = Section.objects.create(meeting=self.meeting, order=1, key="s1", heading="意見交換", agenda_item=item)
        under = Section.objects.create(meeting=self.meeting, order=2, key="s1.1", heading="まとめ", parent=same)
        say(self.meeting, 4, "一つ目。", section=under, agenda_item=item)
        say(self.meeting, 5, "二つ目。", section=under, agenda_item=item)
        page = self.client.get(self.path)
        self.assertContains(page, "まとめ</h3>", count=1)
        self.assertContains(page, "意見交換</h2>", count=1)
        self.assertNotContains(page, "意見交換</h3>")

    def test_a_wrong_number_shows_the_record_with_a_notice(self):
        for number in (0, 99, 10**30):
            page = self.client.get(f"{self.path}s/{number}/")
            self.assertContains(page, f"発言{number}は、この議事録にありません", status_code=404)
            self.assertContains(page, "A市町の1つ目の発言。", status_code=404)

    def test_four_hundred_stand_on_one_page_and_more_go_by_two_hundred(self):
        facts = {"meeting": self.meeting, "kind": StatementKind.REPORT, "text": "報告。", "source_text": "報告。"}
        Statement.objects.bulk_create(Statement(number=number, **facts) for number in range(4, 401))
        self.assertEqual(len(self.numbers()), 400)
        say(self.meeting, 401, "もう一つ。")
        self.assertEqual(len(self.numbers()), 200)
        self.assertContains(self.client.get(self.path), "次の200発言")
        self.assertEqual(self.numbers("?page=3"), [401])

    def test_it_costs_the_same_for_five_and_for_sixty_statements(self):
        # meeting, council names; labels, statements counted and read; turns, first numbers, headings, agenda;
        # pseudonyms?, decisions, papers, commitments; what the statements led to. The secretariat: session, person,
        # attendance.
        for wanted in (5, 60):
            for number in range(self.meeting.statements.count() + 1, wanted + 1):
                turn = Turn.objects.create(meeting=self.meeting, number=number, speaker_kind=SpeakerKind.MUNICIPALITY)
                say(self.meeting, number, "原課の話。", turn=turn)
            for viewer, queries in ((None, 16), (self.sato, 19)):
                self.as_user(viewer)
                with self.subTest(statements=wanted, viewer=viewer), self.assertNumQueries(queries):
                    self.assertContains(self.client.get(self.path), f"発言 {wanted}件")


class StatementPageTests(CastTestCase):
    def setUp(self):
        self.meeting = make_meeting(by=self.sato, voices=("A市町", "県", "B市町"))
        self.first, self.answer, self.last = self.meeting.statements.order_by("number")
        turn = self.answer.turn
        turn.reply_to, turn.reply_basis = self.first.turn, ReplyBasis.RULE
        turn.save()

    def test_it_shows_words_speaker_neighbours_and_citation(self):
        page = self.client.get(self.answer.get_absolute_url())
        for words in ("県の2つ目の発言。", "前の発言 #1", "次の発言 #3", "発言2、県（令和6年3月22日）", "回答"):
            self.assertContains(page, words)

    def test_a_voice_leads_to_its_answer_and_the_answer_back(self):
        self.assertContains(self.client.get(self.first.get_absolute_url()), "県の答え（#2から）")
        page = self.client.get(self.answer.get_absolute_url())
        self.assertContains(page, "A市町（匿名）の声（#1から）")
        self.assertContains(page, "発言の並びからの推定")
        self.assertContains(self.client.get(self.last.get_absolute_url()), "この声への答えは、議事録にありません。")

    def test_it_cannot_be_read_before_publication(self):
        draft = make_meeting(by=self.sato, status=MeetingStatus.DRAFT)
        path = draft.statements.first().get_absolute_url()
        for viewer in (None, self.hana, self.yui, self.aki, self.fumi):
            self.assertEqual(self.as_user(viewer).get(path).status_code, 404)
        self.assertEqual(self.as_user(self.sato).get(path).status_code, 200)

    def test_search_within_knows_years_and_other_writings(self):
        for number, text in ((3, "令和６年度の予算。"), (4, "見守り　カメラ"), (5, "２０２４年に始めた。")):
            Statement.objects.update_or_create(
                meeting=self.meeting, number=number, defaults={"text": text, "source_text": text, "kind": "opinion"}
            )
        path = self.meeting.get_absolute_url()
        for words, expected in [("2024年", [3, 5]), ("見守", [4]), ("かめら", [4]), ("。", [])]:
            page = self.client.get(path, {"q": words})
            parts = page.context["parts"]
            shown = [row.number for part in parts for run in part.passages for row in run.statements]
            self.assertEqual(shown, expected, words)
