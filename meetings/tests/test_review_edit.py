"""Rooms, meetings: confirming, correcting, naming the speaker; and nobody overwrites anybody unseen."""

from django.urls import reverse

from accounts.rules import Refused
from meetings.actions import describing, reviewing
from meetings.actions.publishing import submit
from meetings.choices import IssueDecision, IssueKind, MeetingVerb, StatementKind
from meetings.models import ReviewIssue, Speaker
from meetings.tests.minutes import number, settle_all, take_in
from portal.testing import CastTestCase


class EditTests(CastTestCase):
    def setUp(self):
        self.meeting = take_in(self.sato)
        self.as_user(self.sato)

    def url(self, name, *args):
        return reverse(f"meetings:review-{name}", args=[self.meeting.code, *args])

    def edit(self, no, follow=True, **fields):
        row = number(self.meeting, no)
        given = {"text": row.text, "kind": row.kind, "agenda_item": row.agenda_item_id or "", "seen": row.stamp}
        return self.client.post(self.url("statement", no), given | fields, follow=follow)

    def test_one_statement_and_a_whole_turn_are_confirmed(self):
        rows = [number(self.meeting, no) for no in (3, 4)]
        seen = ",".join(f"{row.number}:{row.stamp}" for row in rows)
        page = self.client.post(self.url("accept"), {"seen": seen}, follow=True)
        self.assertContains(page, "2件を確認済みにしました。")
        self.assertEqual(number(self.meeting, 4).checked_by, self.sato)
        self.assertEqual(self.meeting.events.first().note, "発言3・4")

    def test_a_statement_with_an_open_doubt_cannot_be_confirmed(self):
        row = number(self.meeting, 2)
        page = self.client.post(self.url("accept"), {"seen": f"2:{row.stamp}"})
        self.assertContains(page, "発言2には要対応が残っています。", status_code=409)
        self.assertFalse(number(self.meeting, 2).is_accepted)

    def test_a_correction_needs_a_reason_and_leaves_the_source(self):
        page = self.edit(3, text="予算が足りない。")
        self.assertContains(page, "文を直す理由を入力してください。")
        self.assertContains(page, "予算が足りない。</textarea>")
        self.edit(3, text="予算が足りない。", reason="言い直しのため", kind=StatementKind.QUESTION, confirm="1")
        row = number(self.meeting, 3)
        self.assertEqual((row.text, row.kind, row.is_accepted), ("予算が足りない。", StatementKind.QUESTION, True))
        self.assertEqual(row.source_text, "予算が足りず、窓口の改善が進まない。")
        self.assertTrue(self.meeting.events.filter(verb=MeetingVerb.EDITED, note__contains="言い直しのため").exists())

    def test_an_edit_takes_the_confirmation_back(self):
        reviewing.accept(self.meeting, by=self.sato, seen={3: number(self.meeting, 3).stamp})
        self.edit(3, kind=StatementKind.QUESTION)
        self.assertFalse(number(self.meeting, 3).is_accepted)

    def test_a_doubtful_statement_is_saved_and_stays_unconfirmed(self):
        page = self.edit(2, kind=StatementKind.RECAP, confirm="1")
        self.assertContains(page, "まだ確認済みにはしていません。")
        row = number(self.meeting, 2)
        self.assertEqual((row.kind, row.is_accepted), (StatementKind.RECAP, False))

    def test_a_stale_edit_shows_both_texts_and_overwrites_nothing(self):
        seen = number(self.meeting, 3).stamp
        self.edit(3, text="森さんの文。", reason="先に直した")
        page = self.edit(3, text="佐藤さんの文。", reason="あとから", seen=seen)
        self.assertEqual(page.status_code, 409)
        self.assertContains(
            page, "いまの文は「森さんの文。」です。あなたの入力は「佐藤さんの文。」です。", status_code=409
        )
        self.assertContains(page, "佐藤さんの文。</textarea>", status_code=409)
        self.assertEqual(number(self.meeting, 3).text, "森さんの文。")
        self.assertContains(page, f'value="{number(self.meeting, 3).stamp}"', status_code=409)

    def test_a_stale_confirmation_is_refused(self):
        seen = number(self.meeting, 3).stamp
        self.edit(3, text="森さんの文。", reason="先に直した")
        page = self.client.post(self.url("accept"), {"seen": f"3:{seen}"})
        self.assertContains(page, "いまの文は「森さんの文。」です。", status_code=409)

    def test_a_whole_section_moves_to_another_agenda_item(self):
        second = self.meeting.agenda.get(number="2")
        ReviewIssue.objects.create(
            meeting=self.meeting, statement=number(self.meeting, 1), kind=IssueKind.AGENDA_UNMATCHED, excerpt="見出し"
        )
        self.edit(1, agenda_item=second.pk, whole_section="on")
        moved = self.meeting.statements.filter(agenda_item=second).values_list("number", flat=True)
        self.assertEqual(list(moved), [1, 2, 3, 4, 5, 6])
        self.assertEqual(self.meeting.issues.get(kind="agenda_unmatched").decision, IssueDecision.CORRECT)

    def test_statements_without_a_heading_move_together(self):
        first = self.meeting.agenda.get(number="1")
        self.meeting.turns.update(section=None)
        self.edit(4, agenda_item=first.pk, whole_section="on")
        self.assertEqual(self.meeting.statements.filter(agenda_item=first).count(), 6)

    def test_a_turn_gets_a_speaker_of_the_record(self):
        turn = self.meeting.turns.get(number=3)
        speaker = self.meeting.speakers.get(label="A市町")
        fields = {"speaker": speaker.pk, "kind": "prefecture", "seen": turn.stamp, "confirm": "1"}
        self.client.post(self.url("turn", 3), fields)
        turn.refresh_from_db()
        self.assertEqual((turn.speaker, turn.speaker_kind), (speaker, "municipality"))
        self.assertFalse(Speaker.objects.filter(label="B市町").exists())
        self.assertTrue(number(self.meeting, 6).is_accepted)

    def test_a_new_label_is_a_new_speaker_of_a_kind(self):
        turn = self.meeting.turns.get(number=3)
        fields = {"speaker": "", "new_label": "C社", "kind": "guest", "seen": turn.stamp}
        self.client.post(self.url("turn", 3), fields)
        speaker = Speaker.objects.get(label="C社")
        self.assertEqual((speaker.kind, speaker.is_pseudonym), ("guest", True))
        turn.refresh_from_db()
        self.assertEqual((turn.speaker, turn.speaker_kind), (speaker, "guest"))

    def test_a_stale_speaker_is_refused(self):
        turn = self.meeting.turns.get(number=3)
        seen = turn.stamp
        reviewing.set_speaker(turn, by=self.mori, seen=seen, label="D町", kind="municipality")
        page = self.client.post(self.url("turn", 3), {"speaker": "", "new_label": "E町", "kind": "guest", "seen": seen})
        self.assertContains(page, "いまは「D町」", status_code=409)
        self.assertFalse(Speaker.objects.filter(label="E町").exists())

    def test_facts_are_typed_as_people_write_them(self):
        fields = {
            "council": self.meeting.council_id, "title": "第3回の会議", "held_on": "R7.3.31",
            "starts_at": "午後１時３０分", "visibility": "members", "is_own_record": "on",
            "anonymity_reason": "率直に話すため",
        }  # fmt: skip
        self.client.post(self.url("facts"), fields | {"seen": self.meeting.stamp})
        self.meeting.refresh_from_db()
        self.assertEqual((self.meeting.title, self.meeting.fiscal_year), ("第3回の会議", 2024))
        self.assertEqual(str(self.meeting.starts_at), "13:30:00")
        page = self.client.post(self.url("facts"), fields | {"title": "遅い題", "seen": "0" * 16})
        self.assertContains(page, "いまの内容（ほかの人が直したもの）", status_code=409)
        self.assertContains(page, "遅い題", status_code=409)
        self.meeting.refresh_from_db()
        self.assertEqual(self.meeting.title, "第3回の会議")

    def test_agenda_and_headings_are_corrected_and_hidden_words_are_searched_there(self):
        item, section = self.meeting.agenda.get(number="1"), self.meeting.sections.get(heading="今年度の取組")
        page = self.client.get(self.url("words"))
        given = {word.key: word.text for word in page.context["form"].words} | {"seen": page.context["form"].now}
        changed = {f"agendaitem-{item.pk}-title": "報告", f"section-{section.pk}-heading": "窓口の取組"}
        self.client.post(self.url("words"), given | changed)
        section.refresh_from_db()
        self.assertEqual((self.meeting.agenda.get(number="1").title, section.heading), ("報告", "窓口の取組"))
        self.assertEqual(self.meeting.events.first().note, "次第1・見出し2")
        page = self.client.post(self.url("words"), given | changed)
        self.assertContains(page, "ほかの人が直しました", status_code=409)
        row = number(self.meeting, 3)
        data = {"words": "窓口", "reason": "分かるため", "seen": row.stamp}
        page = self.client.post(self.url("redact", 3), data, follow=True)
        self.assertContains(page, "同じ言葉が、発言1・見出し2にもあります。")

    def test_nothing_can_be_edited_once_it_is_submitted(self):
        settle_all(self.meeting, self.sato)
        submit(self.meeting, by=self.sato)
        row, turn = number(self.meeting, 3), self.meeting.turns.get(number=1)
        sentence = "承認に回した記録は直せません。"
        with self.assertRaisesMessage(Refused, sentence):
            reviewing.redact(row, by=self.sato, seen=row.stamp, words="予算", reason="理由")
        with self.assertRaisesMessage(Refused, sentence):
            reviewing.set_speaker(turn, by=self.sato, seen=turn.stamp, label="県", kind="prefecture")
        with self.assertRaisesMessage(Refused, sentence):
            describing.describe(self.meeting, by=self.sato, seen=self.meeting.stamp, title="別の題")
        self.assertContains(self.edit(3, text="遅い", reason="遅い"), sentence, status_code=409)
        self.assertEqual(number(self.meeting, 3).text, row.text)
