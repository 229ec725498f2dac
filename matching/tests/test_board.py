"""The board: who sees which needs, what of them, and at what cost."""

from django.urls import reverse

from matching.actions import support
from portal.testing import CastTestCase, make_field, make_need, make_town, make_user, scrubbed

SECRET = "合併前の役場の建物でしか使えない"


class BoardTests(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.open = make_need(cls.aoba, by=cls.hana, title="みんなに見せる転記", visibility="public")
        cls.members = make_need(cls.aoba, by=cls.hana, title="県内だけの転記", cannot_say=SECRET)
        cls.prefecture = make_need(cls.aoba, by=cls.hana, title="県までの転記", visibility="prefecture")
        cls.private = make_need(cls.aoba, by=cls.hana, title="町内だけの転記", visibility="private")
        cls.draft = make_need(cls.aoba, by=cls.hana, title="下書きの転記", status="draft")
        cls.released = make_need(cls.minato, by=cls.ken, title="企業にも見せる転記", released_to_firms=True)
        cls.all = [cls.open, cls.members, cls.prefecture, cls.private, cls.draft, cls.released]

    def seen_by(self, user) -> set[str]:
        page = self.as_user(user).get(reverse("matching:needs")).content.decode()
        return {need.title for need in self.all if need.title in page}

    def test_each_reader_sees_what_its_owner_chose(self):
        both = {self.open.title, self.members.title, self.released.title}
        expected = {
            None: {self.open.title},
            self.tomo: {self.open.title},
            self.fumi: {self.open.title, self.released.title},
            self.ken: both,
            self.hana: both | {self.prefecture.title, self.private.title, self.draft.title},
            self.yui: both | {self.prefecture.title},
            self.aki: both | {self.prefecture.title},
        }
        for user, titles in expected.items():
            with self.subTest(user=str(user)):
                self.assertEqual(self.seen_by(user), titles)

    def test_what_may_not_be_seen_is_404_like_what_does_not_exist(self):
        self.as_user(self.ken)
        hidden = self.client.get(reverse("matching:need", args=[self.private.code]))
        missing = self.client.get(reverse("matching:need", args=["N-999"]))
        self.assertEqual((hidden.status_code, missing.status_code), (404, 404))
        pages = [scrubbed(page.content.decode()).replace(self.private.code, "N-999") for page in (hidden, missing)]
        self.assertEqual(*pages)

    def test_what_cannot_be_said_stays_at_home_and_with_those_who_help(self):
        for user, sees in [
            (self.hana, True),
            (self.yui, True),
            (self.sato, True),
            (self.ken, False),
            (self.aki, False),
        ]:
            with self.subTest(user=str(user)):
                page = self.as_user(user).get(self.members.get_absolute_url())
                self.assertEqual(SECRET in page.content.decode(), sees)

    def test_a_list_costs_the_same_for_one_row_and_for_many(self):
        self.as_user(self.ken)
        self.client.get(reverse("matching:needs"))  # the session and its user are warm
        for _ in (1, 2):
            with self.assertNumQueries(7):  # session, user, count, page, drafts, fields, obstacles
                self.client.get(reverse("matching:needs"))
            for number in range(15):
                make_need(self.aoba, by=self.hana, title=f"転記{number}", field=make_field())

    def test_small_numbers_of_supporters_are_not_shown_except_to_the_prefecture(self):
        support(self.open, by=self.ken)
        said = {None: "1–2市町", self.hana: "1–2市町", self.yui: "1市町"}
        for user, words in said.items():
            with self.subTest(user=str(user)):
                self.assertContains(self.as_user(user).get(self.open.get_absolute_url()), words)
        for number, name in enumerate(("南市", "北市")):
            town = make_town(name, f"2895{number}")
            support(self.open, by=make_user(f"S{number}", "town", municipality=town))
        self.assertContains(self.as_user(None).get(self.open.get_absolute_url()), "3市町")
        page = self.as_user(self.hana).get(self.open.get_absolute_url()).content.decode()
        for name in ("南市", "北市", "港町"):
            self.assertNotIn(name, page)
