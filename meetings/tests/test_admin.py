"""Rooms, meetings: the desks of the admin show what their user may see, stay cheap, and move records by actions."""

from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.choices import MeetingStatus
from meetings.models import Council, Meeting
from meetings.tests.minutes import MINUTES, publish_all, settle_all, take_in
from portal.testing import CastTestCase

MODELS = [model for model in admin.site._registry if model._meta.app_label == "meetings"]


def listing(model) -> str:
    return reverse(f"admin:meetings_{model._meta.model_name}_changelist")


class AdminTests(CastTestCase):
    def move(self, user, action, meeting, **fields):
        data = {"action": action, "_selected_action": [meeting.pk], **fields}
        page = self.as_user(user).post(listing(Meeting), data, follow=True)
        meeting.refresh_from_db()
        return page

    def test_every_model_has_a_desk_with_search_and_filters(self):
        self.assertEqual(len(MODELS), 14)
        for model in MODELS:
            with self.subTest(model=model.__name__):
                desk = admin.site._registry[model]
                self.assertTrue(desk.search_fields and desk.list_filter)

    def test_a_draft_is_on_no_desk_but_the_secretariats(self):
        take_in(self.sato)
        for model in MODELS:
            for user, count in ((self.sato, None), (self.yui, 0), (self.aki, 0)):
                with self.subTest(model=model.__name__, user=user.name):
                    page = self.as_user(user).get(listing(model), {"q": "架空"})
                    self.assertEqual(page.status_code, 200)
                    if count == 0:
                        self.assertEqual(page.context["cl"].result_count, 0)

    def test_towns_and_firms_have_no_desk(self):
        for user in (self.hana, self.fumi):
            self.assertEqual(self.as_user(user).get(listing(Meeting)).status_code, 302)

    def test_desks_cost_the_same_for_one_record_and_for_three(self):
        self.as_user(self.sato)
        costs = {model: [] for model in MODELS}
        for place in ("第3回", "第4回", "第5回"):
            take_in(self.sato, MINUTES.replace("第3回", place))
            for model in MODELS:
                with self.subTest(model=model.__name__), CaptureQueriesContext(connection) as queries:
                    self.assertEqual(self.client.get(listing(model)).status_code, 200)
                costs[model].append(len(queries))
        self.assertEqual({model.__name__: cost for model, cost in costs.items() if len(set(cost)) > 1}, {})

    def test_the_moves_go_through_the_actions(self):
        meeting = take_in(self.sato)
        self.assertContains(self.move(self.sato, "submit", meeting), "要対応があと1件")
        settle_all(meeting, self.sato)
        self.move(self.sato, "submit", meeting)
        self.assertContains(self.move(self.sato, "approve", meeting), "別の人に承認を頼んでください。")
        self.move(self.mori, "approve", meeting)
        self.move(self.mori, "publish", meeting)
        self.assertEqual(meeting.status, MeetingStatus.PUBLISHED)
        self.assertContains(self.move(self.mori, "withdraw", meeting), "理由を入力してから")
        self.move(self.mori, "withdraw", meeting, reason="別の会議だったため")
        self.assertEqual((meeting.status, meeting.withdrawn_reason), (MeetingStatus.WITHDRAWN, "別の会議だったため"))

    def test_liaison_and_admin_move_nothing_and_see_no_names_of_officers(self):
        meeting = take_in(self.sato)
        publish_all(meeting, self.sato, self.mori)
        for user in (self.yui, self.aki):
            with self.subTest(user=user.name):
                self.move(user, "withdraw", meeting, reason="理由")
                self.assertEqual(meeting.status, MeetingStatus.PUBLISHED)
                page = self.client.get(reverse("admin:meetings_meeting_change", args=[meeting.pk]))
                self.assertContains(page, "第3回架空県DX検討会")
                self.assertNotContains(page, "Mori")
                statement = meeting.statements.get(number=3)
                page = self.client.get(reverse("admin:meetings_statement_change", args=[statement.pk]))
                self.assertNotContains(page, "原文")

    def test_the_original_is_described_and_never_shown(self):
        meeting = take_in(self.sato)
        page = self.as_user(self.sato).get(reverse("admin:meetings_sourcedocument_change", args=[meeting.source.pk]))
        self.assertContains(page, meeting.source.sha256)
        self.assertNotContains(page, "窓口の改善が進まない")

    def test_a_council_gets_a_second_name(self):
        council = take_in(self.sato).council
        name = council.names.get()
        data = {
            "slug": council.slug, "purpose": "", "names-TOTAL_FORMS": 2, "names-INITIAL_FORMS": 1,
            "names-0-id": name.pk, "names-0-council": council.pk, "names-0-name": name.name,
            "names-1-council": council.pk, "names-1-name": "架空県地域DX会", "names-1-valid_from": "2026-04-01",
        }  # fmt: skip
        self.as_user(self.sato).post(reverse("admin:meetings_council_change", args=[council.pk]), data)
        self.assertEqual(set(Council.objects.get().names.values_list("name", flat=True)), {name.name, "架空県地域DX会"})
