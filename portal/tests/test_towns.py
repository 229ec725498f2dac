"""The pages of the municipalities."""

from django.urls import reverse

from cases.choices import RolloutStage
from portal.testing import CastTestCase, make_case, make_need, make_rollout


class TownPageTests(CastTestCase):
    def page(self, user=None, town=None) -> str:
        return self.as_user(user).get((town or self.aoba).get_absolute_url()).content.decode()

    def test_home_is_listed_and_all_of_japan_on_request(self):
        home = self.client.get(reverse("towns")).content.decode()
        self.assertIn("青葉市", home)
        self.assertNotIn("遠野市", home)
        self.assertContains(self.client.get(reverse("towns"), {"all": "1"}), "遠野市")

    def test_a_town_is_found_by_both_forms_of_its_code(self):
        for code in (self.aoba.code, self.aoba.code5):
            self.assertContains(self.client.get(reverse("town", args=[code])), "青葉市")
        for code in ("00000", "2899", self.aoba.code + "0"):
            self.assertEqual(self.client.get(reverse("town", args=[code])).status_code, 404)

    def test_it_shows_what_the_reader_may_see_of_it(self):
        make_case(self.aoba, by=self.hana, status="published", title="みんなの事例")
        make_case(self.aoba, by=self.hana, title="下書きの事例")
        make_need(self.aoba, by=self.hana, title="県内の困りごと")
        expected = {
            None: {"みんなの事例"},
            self.fumi: {"みんなの事例"},
            self.ken: {"みんなの事例", "県内の困りごと"},
            self.hana: {"みんなの事例", "下書きの事例", "県内の困りごと"},
        }
        for user, titles in expected.items():
            with self.subTest(user=str(user)):
                page = self.page(user)
                shown = {title for title in ("みんなの事例", "下書きの事例", "県内の困りごと") if title in page}
                self.assertEqual(shown, titles)

    def test_an_anonymous_need_never_stands_on_its_towns_page(self):
        make_need(self.aoba, by=self.hana, title="名前を出さない困りごと", is_anonymous=True)
        for user in (None, self.ken, self.hana, self.yui, self.sato, self.aki):
            self.assertNotIn("名前を出さない困りごと", self.page(user))

    def test_a_stage_before_the_budget_is_not_told_to_others(self):
        case = make_case(self.minato, by=self.ken, status="published", title="港町の事例")
        make_rollout(case, self.aoba, RolloutStage.STUDYING)
        self.assertNotIn("港町の事例", self.page(self.ken))
        self.assertIn("港町の事例", self.page(self.hana))

    def test_more_than_ten_cases_are_counted_and_linked(self):
        for number in range(12):
            make_case(self.aoba, by=self.hana, status="published", title=f"事例その{number}")
        page = self.page()
        self.assertEqual(page.count("事例その"), 10)
        self.assertIn("ほかの2件も見る", page)
        listed = self.client.get(reverse("cases:list"), {"municipality": self.aoba.code})
        self.assertContains(listed, "12件中")
