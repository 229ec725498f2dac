"""Rooms, meetings: one decision for each doubtful spot; what is hidden is nowhere any more."""

from django.urls import reverse

from accounts.rules import Refused
from meetings.actions.deciding import decide, dismiss_alike, reopen
from meetings.choices import REDACTED, IssueDecision, IssueKind
from meetings.models import ReviewIssue, Statement
from meetings.tests.minutes import number, publish_all, take_in
from portal.testing import CastTestCase
from search.models import SearchEntry

NAME = "見本花子"


class DecideTests(CastTestCase):
    def setUp(self):
        self.meeting = take_in(self.sato)
        self.slip = self.meeting.issues.get(kind=IssueKind.SUSPECTED_SLIP)
        self.as_user(self.sato)

    def send(self, issue, **fields):
        given = {"words": issue.excerpt, "reason": ""}
        if issue.statement:
            given["seen"] = number(self.meeting, issue.statement.number).stamp
        return self.client.post(
            reverse("meetings:review-issue", args=[self.meeting.code, issue.pk]), given | fields, follow=True
        )

    def name_issue(self):
        return ReviewIssue.objects.create(
            meeting=self.meeting, statement=number(self.meeting, 4), kind=IssueKind.PROPER_NOUN, excerpt=NAME, line=21
        )

    def test_a_slip_may_stay_with_a_mark(self):
        self.send(self.slip, decision="keep")
        row = number(self.meeting, 2)
        self.assertEqual((row.sic, row.text), (True, row.source_text))
        self.slip.refresh_from_db()
        self.assertEqual((self.slip.decision, self.slip.decided_by), (IssueDecision.KEEP, self.sato))

    def test_a_slip_may_be_corrected_with_a_reason_and_the_source_stays(self):
        right = self.slip.excerpt.replace("需要", "重要")
        page = self.send(self.slip, decision="correct", words=right)
        self.assertContains(page, "修正の理由を入力してください。")
        self.assertContains(page, right)
        self.send(self.slip, decision="correct", words=right, reason="変換の誤り")
        row = number(self.meeting, 2)
        self.assertEqual(row.text, "前回いただいた意見を活かしていくことが重要である。")
        self.assertIn("需要", row.source_text)
        self.assertFalse(row.sic)

    def test_the_same_words_are_no_correction(self):
        self.assertContains(self.send(self.slip, decision="correct", reason="直す"), "いまの言葉と同じです。")

    def test_no_problem_needs_no_reason_and_every_doubt_is_decided_once(self):
        self.send(self.slip, decision="no_problem")
        with self.assertRaisesMessage(Refused, "もう「問題なし」と判断されています。"):
            decide(self.slip, by=self.mori, decision=IssueDecision.KEEP)

    def test_no_decision_and_unknown_words_get_a_sentence(self):
        self.assertContains(self.send(self.slip), "判断を選んでください。")
        page = self.send(self.slip, decision="redact", words="ない言葉", reason="理由")
        self.assertContains(page, "「ない言葉」は、いまの文にありません。")

    def test_a_stale_decision_changes_nothing(self):
        page = self.send(self.slip, decision="correct", words="別の言葉", reason="理由", seen="0" * 16)
        self.assertContains(page, "ほかの人が直しました。", status_code=409)
        self.assertEqual(number(self.meeting, 2).text, number(self.meeting, 2).source_text)

    def test_a_decision_can_be_taken_back(self):
        self.send(self.slip, decision="keep")
        self.client.post(reverse("meetings:review-reopen", args=[self.meeting.code, self.slip.pk]))
        self.slip.refresh_from_db()
        self.assertTrue(self.slip.is_open)
        self.assertFalse(number(self.meeting, 2).sic)
        with self.assertRaisesMessage(Refused, "まだ判断されていません。"):
            reopen(self.slip, by=self.sato)

    def test_many_of_a_kind_are_dismissed_with_one_reason(self):
        for line in (1, 2, 3):
            ReviewIssue.objects.create(meeting=self.meeting, kind=IssueKind.UNPARSED, excerpt=f"行{line}", line=line)
        url = reverse("meetings:review-alike", args=[self.meeting.code, "unparsed"])
        self.assertContains(self.client.get(reverse("meetings:review", args=[self.meeting.code])), url)
        self.assertContains(self.client.post(url, {"reason": ""}), "理由を入力してください。")
        self.client.post(url, {"reason": "ページの飾り"})
        self.assertEqual(self.meeting.issues.filter(decision=IssueDecision.NO_PROBLEM).count(), 3)
        self.assertEqual(self.client.get(url).status_code, 404)
        self.assertEqual(dismiss_alike(self.meeting, by=self.sato, kind="unparsed", reason="もうない"), 0)

    def test_what_is_hidden_is_found_nowhere_by_anybody_else(self):
        self.send(self.name_issue(), decision="redact", words=NAME, reason="個人の名前のため")
        row = number(self.meeting, 4)
        self.assertEqual(row.text, f"係の{REDACTED}さんが一人で続けている。")
        publish_all(self.meeting, self.sato, self.mori)
        self.assertFalse(SearchEntry.objects.filter(body__contains=NAME).exists())
        self.assertFalse(Statement.objects.filter(text__contains=NAME).exists())
        code = self.meeting.code
        urls = [
            f"/meetings/{code}/",
            f"/meetings/{code}/?q={NAME}",
            f"/meetings/{code}/s/4/",
            f"/meetings/{code}/ledger/",
            f"/api/v1/meetings/{code}/",
            f"/api/v1/statements/?meeting={code}",
            f"/api/v1/statements/{code}/4/",
            "/api/v1/search/?q=" + NAME,
            f"/search/?q={NAME}",
        ]
        for user in (None, self.hana, self.yui, self.aki, self.fumi):
            self.as_user(user)
            for url in urls:
                with self.subTest(user=user and user.name, url=url):
                    answer = self.client.get(url)
                    self.assertIn(answer.status_code, (200, 404))
                    self.assertNotIn(
                        NAME, answer.content.decode().replace(f'value="{NAME}"', "").replace(f"「{NAME}」", "")
                    )
        self.assertContains(self.client.get(f"/meetings/{code}/s/4/"), "伏せた部分")

    def test_words_can_be_hidden_without_a_doubt_and_others_that_say_them_are_named(self):
        row = number(self.meeting, 3)
        url = reverse("meetings:review-redact", args=[self.meeting.code, 3])
        page = self.client.post(url, {"words": "窓口", "reason": "", "seen": row.stamp})
        self.assertContains(page, "伏せる理由を入力してください。")
        page = self.client.post(url, {"words": "窓口", "reason": "分かるため", "seen": row.stamp}, follow=True)
        self.assertContains(page, "同じ言葉が、発言1にもあります。")
        self.assertEqual(number(self.meeting, 3).text, f"予算が足りず、{REDACTED}の改善が進まない。")
        self.assertNotIn("窓口", self.meeting.events.first().note)
