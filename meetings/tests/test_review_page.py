"""Rooms, meetings: the review page: every line accounted for, both sides linked, the rest alone, one kind of reader."""

from django.urls import reverse

from meetings.actions import reviewing
from meetings.actions.publishing import submit
from meetings.tests.minutes import MINUTES, number, publish_all, settle_all, take_in
from portal.testing import CastTestCase


def long_minutes(turns: int) -> str:
    """A record with so many turns of one statement each, one of them doubtful."""
    said = "".join(f"({'A市町' if turn % 2 else '県'})\n\n- ・{turn}番目の意見を話した。\n\n" for turn in range(turns))
    return MINUTES.replace("(A市町)\n", said + "(A市町)\n", 1)


class ReviewPageTests(CastTestCase):
    def setUp(self):
        self.meeting = take_in(self.sato)
        self.url = reverse("meetings:review", args=[self.meeting.code])

    def urls(self):
        issue = self.meeting.issues.first()
        code = [self.meeting.code]
        steps = ("submit", "approve", "return", "publish", "withdraw", "discard")
        return [
            self.url,
            reverse("meetings:review-facts", args=code),
            reverse("meetings:review-words", args=code),
            reverse("meetings:review-statement", args=[*code, 3]),
            reverse("meetings:review-turn", args=[*code, 1]),
            reverse("meetings:review-issue", args=[*code, issue.pk]),
            *(reverse("meetings:review-move", args=[*code, step]) for step in steps),
        ]

    def posts(self):
        code, issue = self.meeting.code, self.meeting.issues.first()
        return [
            reverse("meetings:review-accept", args=[code]),
            reverse("meetings:review-redact", args=[code, 3]),
            reverse("meetings:review-reopen", args=[code, issue.pk]),
            *self.urls()[1:],
        ]

    def test_a_draft_is_there_for_the_secretariat_alone(self):
        for user in (self.hana, self.yui, self.aki, self.fumi):
            self.as_user(user)
            for url in self.urls():
                with self.subTest(user=user.name, url=url):
                    self.assertEqual(self.client.get(url).status_code, 404)
            for url in self.posts():
                with self.subTest(user=user.name, post=url):
                    self.assertEqual(self.client.post(url, {"seen": "1:x", "decision": "keep"}).status_code, 404)
        self.as_user(None)
        self.assertTrue(all(self.client.get(url).status_code == 302 for url in self.urls()))
        self.as_user(self.sato)
        for url in self.urls():
            with self.subTest(url=url):
                self.assertEqual(self.client.get(url).status_code, 200)

    def test_the_review_of_a_published_record_stays_the_secretariats(self):
        publish_all(self.meeting, self.sato, self.mori)
        for user in (self.hana, self.yui, self.aki):
            with self.subTest(user=user.name):
                self.assertEqual(self.as_user(user).get(self.url).status_code, 404)

    def test_every_source_line_stands_there_with_what_became_of_it(self):
        page = self.as_user(self.sato).get(self.url)
        for no, _ in enumerate(MINUTES.rstrip("\n").split("\n"), 1):
            self.assertContains(page, f'<li id="l{no}"', count=1)
        for use in ("［表題］", "［日時・場所］", "［次第1］", "［見出し］", "［話者］", "［発言3］", "［空行］"):
            with self.subTest(use=use):
                self.assertContains(page, use)

    def test_both_sides_lead_to_each_other(self):
        row = number(self.meeting, 3)
        page = self.as_user(self.sato).get(self.url)
        self.assertContains(page, f'href="#l{row.line}"')
        self.assertContains(page, f'<li id="l{row.line}"><a href="#i3"')
        self.assertContains(page, 'id="i3"')

    def test_the_rest_alone_leaves_out_what_is_done(self):
        row = number(self.meeting, 3)
        reviewing.accept(self.meeting, by=self.sato, seen={3: row.stamp})
        page = self.as_user(self.sato).get(self.url, {"only": "rest"})
        self.assertContains(page, "確認済み 1/6")
        self.assertNotContains(page, 'id="i3"')
        self.assertContains(page, 'id="i4"')
        self.assertContains(page, f'id="l{row.line}"')

    def test_what_is_missing_is_said_and_what_is_done_leads_on(self):
        self.as_user(self.sato)
        self.assertContains(self.client.get(self.url), "未確認の発言があと6件あります。すべて済ませてください。")
        settle_all(self.meeting, self.sato)
        self.assertContains(
            self.client.get(self.url), reverse("meetings:review-move", args=[self.meeting.code, "submit"])
        )
        submit(self.meeting, by=self.sato)
        page = self.client.get(self.url)
        self.assertContains(page, "この記録の作業をした人は承認できません。")
        self.assertNotContains(page, "確認済みにする")

    def test_it_costs_the_same_for_ten_and_for_sixty_statements(self):
        self.as_user(self.sato)
        for turns in (4, 54):
            meeting = take_in(self.sato, long_minutes(turns).replace("第3回", f"第{turns}回"))
            url = reverse("meetings:review", args=[meeting.code])
            # session, user, meeting with council; issues, statements, source; what stands against submitting (open
            # issues, pending statements), speakers that hide somebody; names of the council, trail
            with self.subTest(statements=turns + 6), self.assertNumQueries(11):
                self.assertContains(self.client.get(url), "data-key-target", count=turns + 6)
