"""Links made at the desk are made as on the pages: once, signed, and with a line in the need's history."""

from django.urls import reverse

from cases.choices import CaseStatus
from matching.choices import NeedVerb
from matching.models import NeedCase, NeedEvent, StatementCase
from portal.testing import CastTestCase, make_case, make_meeting, make_need


class LinkDeskTests(CastTestCase):
    def setUp(self):
        self.case = make_case(self.aoba, status=CaseStatus.PUBLISHED, by=self.sato)

    def add(self, model: str, **facts):
        return self.client.post(reverse(f"admin:matching_{model}_add"), {"note": "同じ転記", **facts})

    def test_a_need_and_a_case_are_tied_by_the_action(self):
        need = make_need(self.aoba, by=self.hana)
        self.as_user(self.yui)
        self.assertEqual(self.add("needcase", need=need.pk, case=self.case.pk).status_code, 302)
        link = NeedCase.objects.get()
        self.assertEqual((link.need, link.case, link.note, link.by), (need, self.case, "同じ転記", self.yui))
        event = NeedEvent.objects.get(verb=NeedVerb.LINKED)
        self.assertEqual((event.need, event.note, event.by), (need, self.case.code, self.yui))

    def test_the_same_link_is_refused_with_a_sentence(self):
        need = make_need(self.aoba, by=self.hana)
        self.as_user(self.yui)
        self.add("needcase", need=need.pk, case=self.case.pk)
        again = self.add("needcase", need=need.pk, case=self.case.pk)
        self.assertContains(again, "もうつながっています")
        self.assertEqual((NeedCase.objects.count(), NeedEvent.objects.count()), (1, 1))

    def test_a_statement_and_a_case_are_tied_by_the_action(self):
        statement = make_meeting(by=self.sato).statements.get(number=1)
        self.as_user(self.sato)
        self.assertEqual(self.add("statementcase", statement=statement.pk, case=self.case.pk).status_code, 302)
        link = StatementCase.objects.get()
        self.assertEqual((link.statement, link.case, link.by), (statement, self.case, self.sato))

    def test_only_those_who_look_after_needs_tie_anything(self):
        need = make_need(self.aoba, by=self.hana)
        for user in (self.aki, self.hana):
            self.as_user(user)
            self.assertIn(self.add("needcase", need=need.pk, case=self.case.pk).status_code, (302, 403))
        self.assertEqual(NeedCase.objects.count(), 0)
