"""Where there is no page, and when something breaks."""

import re
from unittest import mock

from django.test import TestCase


class FaultTests(TestCase):
    def test_nothing_lives_there(self):
        page = self.client.get("/nowhere/")
        self.assertContains(page, "見つかりません", status_code=404)
        answer = self.client.get("/api/v1/nowhere/")
        self.assertEqual((answer.status_code, answer.headers["Content-Type"]), (404, "application/problem+json"))
        self.assertEqual(answer.json()["status"], 404)

    def broken(self, path):
        self.client.raise_request_exception = False
        with (
            mock.patch("django.db.backends.utils.CursorWrapper.execute", side_effect=RuntimeError("broken")),
            self.assertLogs("portal.views.faults", "ERROR") as logs,
        ):
            return self.client.get(path), logs.output[0]

    def test_a_fault_has_one_reference_on_the_page_and_in_the_log(self):
        page, log = self.broken("/towns/")
        self.assertEqual(page.status_code, 500)
        reference = re.search(r'<b class="big">([0-9A-F]{8})</b>', page.content.decode())[1]
        self.assertIn(reference, log)
        self.assertNotIn("broken", page.content.decode())

    def test_the_api_tells_a_fault_as_a_problem(self):
        answer, log = self.broken("/api/v1/municipalities/")
        self.assertEqual((answer.status_code, answer.headers["Content-Type"]), (500, "application/problem+json"))
        self.assertIn(re.search("[0-9A-F]{8}", answer.json()["detail"])[0], log)
