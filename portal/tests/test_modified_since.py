"""Those who keep a copy of a list ask for what changed since."""

import datetime

from django.utils import timezone

from cases.models import CaseStudy, Rollout
from matching.models import Need
from meetings.models import Meeting
from portal.testing import CastTestCase, make_case, make_meeting, make_need, make_rollout

THEN = datetime.datetime(2026, 4, 1, 9, tzinfo=datetime.UTC)
LISTS = ("cases", "needs", "rollouts", "meetings", "statements")


class ModifiedSinceTests(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        case = make_case(cls.aoba, by=cls.hana, status="published")
        make_rollout(case, cls.minato)
        make_need(cls.aoba, by=cls.hana, visibility="public")
        make_meeting(by=cls.sato)
        CaseStudy.objects.update(updated_at=THEN)
        Rollout.objects.update(updated_at=THEN)
        Need.objects.update(updated_at=THEN)
        Meeting.objects.update(published_at=THEN)

    def count(self, name: str, since: str) -> int:
        return self.client.get(f"/api/v1/{name}/", {"modified_since": since}).json()["count"]

    def test_rows_from_that_moment_on_are_sent(self):
        for name in LISTS:
            with self.subTest(name=name):
                self.assertGreater(self.count(name, THEN.isoformat()), 0)
                self.assertEqual(self.count(name, (THEN + datetime.timedelta(seconds=1)).isoformat()), 0)
                self.assertEqual(self.count(name, timezone.now().isoformat()), 0)

    def test_a_moment_without_a_zone_is_japanese_time(self):
        self.assertEqual(self.count("cases", "2026-04-01T18:00:00"), 1)
        self.assertEqual(self.count("cases", "2026-04-01T18:00:01"), 0)

    def test_what_is_no_moment_is_refused_with_the_form_to_use(self):
        for since in ("yesterday", "2026-13-01T00:00:00", "9" * 40, "0001-01-01T00:00:00+23:59"):
            with self.subTest(since=since):
                answer = self.client.get("/api/v1/cases/", {"modified_since": since})
                self.assertEqual(answer.status_code, 400)
                self.assertEqual([error["field"] for error in answer.json()["errors"]], ["modified_since"])

    def test_counts_and_histories_take_no_condition(self):
        case, rollout = CaseStudy.objects.get(), Rollout.objects.get()
        for path in (f"cases/{case.code}/rollouts/counts", f"rollouts/{rollout.pk}/events"):
            answer = self.client.get(f"/api/v1/{path}/", {"modified_since": THEN.isoformat()})
            self.assertEqual(answer.status_code, 400, path)

    def test_reference_data_do_not_know_it(self):
        self.assertEqual(self.client.get("/api/v1/municipalities/?modified_since=2026-04-01").status_code, 400)
