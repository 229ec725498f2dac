"""The list of meetings, and one council under all its names."""

import datetime

from meetings.choices import MeetingStatus
from meetings.models import Council, CouncilName, Meeting
from portal.testing import CastTestCase, make_council, make_meeting
from search import index


class MeetingListTests(CastTestCase):
    def listed(self, path="/meetings/", user=None):
        """Titles in the order shown."""
        response = self.as_user(user).get(path)
        self.assertEqual(response.status_code, 200)
        return [meeting.title for meeting in response.context["page"]]

    def test_newest_first_and_a_meeting_without_date_last(self):
        make_meeting(by=self.sato, title="日付なし", held_on=None)
        make_meeting(by=self.sato, title="古い", held_on=datetime.date(2023, 5, 1))
        make_meeting(by=self.sato, title="新しい", held_on=datetime.date(2024, 5, 1))
        self.assertEqual(self.listed(), ["新しい", "古い", "日付なし"])

    def test_a_row_counts_statements_voices_and_unanswered_ones_each_for_itself(self):
        meeting = make_meeting(by=self.sato, voices=("A市町", "県", "B市町", "C市町"))
        turns = list(meeting.turns.order_by("number"))
        turns[1].reply_to, turns[1].reply_basis = turns[0], "rule"
        turns[1].save()
        row = Meeting.objects.for_list().get()
        self.assertEqual((row.statement_count, row.voice_count, row.unanswered_count), (4, 3, 2))
        self.assertContains(self.client.get("/meetings/"), "未回答 2")
        self.assertContains(self.client.get("/meetings/"), "令和6年3月22日（金）")

    def test_drafts_are_listed_for_the_secretariat_alone_with_their_state_and_the_way_to_the_review(self):
        make_meeting(by=self.sato, title="公開の会")
        draft = make_meeting(by=self.sato, title="下書きの会", status=MeetingStatus.DRAFT)
        for viewer in (None, self.hana, self.yui, self.aki, self.fumi):
            self.assertEqual(self.listed(user=viewer), ["公開の会"], viewer)
        page = self.as_user(self.sato).get("/meetings/")
        self.assertContains(page, "下書きの会")
        self.assertContains(page, "確認中")
        self.assertContains(page, f"/review/{draft.code}/")
        self.assertNotContains(self.as_user(self.hana).get("/meetings/"), "下書き")

    def test_the_choices_of_the_form_give_no_unpublished_record_away(self):
        make_meeting(by=self.sato, fiscal_year=2023)
        secret = make_council("himitsu", "秘密の検討会")
        make_meeting(by=self.sato, council=secret, fiscal_year=2031, status=MeetingStatus.DRAFT)
        page = self.as_user(None).get("/meetings/")
        self.assertNotContains(page, "秘密の検討会")
        self.assertNotContains(page, "2031")
        self.assertEqual(self.client.get("/meetings/councils/himitsu/").status_code, 404)
        self.assertContains(self.as_user(self.sato).get("/meetings/"), "秘密の検討会")

    def test_filters_by_council_year_and_open_voices_stand_in_the_address(self):
        other = make_council("hoka", "別の検討会")
        make_meeting(by=self.sato, title="一", council=other, fiscal_year=2022)
        answered = make_meeting(by=self.sato, title="二", voices=("県",))
        self.assertEqual(self.listed("/meetings/?council=hoka"), ["一"])
        self.assertEqual(self.listed(f"/meetings/?fiscal_year={answered.fiscal_year}"), ["二"])
        self.assertEqual(self.listed("/meetings/?unanswered=on"), ["一"])
        self.assertEqual(self.listed("/meetings/?unanswered=on&fiscal_year=2023"), [])

    def test_a_condition_that_cannot_be_read_is_left_out_with_a_notice(self):
        make_meeting(by=self.sato)
        page = self.client.get("/meetings/?fiscal_year=令和&council=nai&color=red")
        self.assertEqual(len(page.context["page"]), 1)
        for label in ("年度", "会議体"):
            self.assertContains(page, f"「{label}」の条件を読み取れませんでした")
        self.assertContains(page, "「color」という条件はありません")

    def test_a_council_is_found_by_its_old_and_by_its_new_name(self):
        council = make_council(name="架空スマート検討会")
        CouncilName.objects.create(council=council, name="架空地域DX検討会", valid_from=datetime.date(2024, 4, 1))
        meeting = make_meeting(by=self.sato, council=council, title="第1回の会")
        make_meeting(by=self.sato, council=make_council("hoka", "別の会"), title="別の会")
        index.put(meeting.search_entries())
        for words in ("架空スマート検討会", "架空地域DX検討会", "架空地域 ＤＸ 検討会", "スマート"):
            self.assertEqual(self.listed(f"/meetings/?q={words}"), ["第1回の会"], words)

    def test_nothing_found_says_so_and_offers_the_way_back(self):
        make_meeting(by=self.sato)
        self.assertContains(self.client.get("/meetings/?council=kakuu-dx&fiscal_year=1999"), "条件をすべて外す")

    def test_twenty_a_page(self):
        for number in range(21):
            make_meeting(by=self.sato, title=f"第{number}回", voices=())
        self.assertEqual(len(self.listed()), 20)
        self.assertEqual(len(self.listed("/meetings/?page=2")), 1)

    def test_the_list_costs_the_same_for_one_and_for_three(self):
        for wanted in (1, 3):
            while Meeting.objects.count() < wanted:
                number = Meeting.objects.count()
                make_meeting(by=self.sato, council=make_council(f"kai-{number}", f"会{number}"))
            # years, count, council choices with their names, page with its counts
            with self.subTest(meetings=wanted), self.assertNumQueries(5):
                self.assertEqual(len(self.client.get("/meetings/").context["page"]), wanted)


class CouncilPageTests(CastTestCase):
    def test_it_shows_names_with_their_dates_and_the_meetings_that_the_reader_may_see(self):
        council = make_council(name="はじめの会")
        council.names.update(valid_to=datetime.date(2024, 3, 31))
        CouncilName.objects.create(council=council, name="いまの会", valid_from=datetime.date(2024, 4, 1))
        make_meeting(by=self.sato, council=council, title="公開の会")
        make_meeting(by=self.sato, council=council, title="下書きの会", status=MeetingStatus.DRAFT)
        page = self.client.get(council.get_absolute_url())
        self.assertContains(page, "<h1>いまの会", html=False)
        for words in ("はじめの会", "令和6年3月31日（日）", "令和6年4月1日（月）", "公開の会"):
            self.assertContains(page, words)
        self.assertNotContains(page, "下書きの会")
        self.assertContains(self.as_user(self.sato).get(council.get_absolute_url()), "下書きの会")

    def test_an_unknown_council_is_not_found(self):
        self.assertEqual(self.client.get("/meetings/councils/nai/").status_code, 404)

    def test_a_council_is_as_open_as_its_most_open_meeting(self):
        make_meeting(by=self.sato, council=make_council("naka", "県内の会"), visibility="members")
        names = {
            viewer: set(Council.objects.visible_to(viewer).values_list("slug", flat=True))
            for viewer in (self.hana, self.tomo, self.fumi, self.yui)
        }
        self.assertEqual(names, {self.hana: {"naka"}, self.tomo: set(), self.fumi: set(), self.yui: {"naka"}})
