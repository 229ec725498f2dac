"""Rooms, cases: the desks: states move by actions, a town's words stay the town's, nothing is overwritten unseen."""

from accounts.choices import Basis
from accounts.rules import Refused
from cases.actions import writing
from cases.choices import CaseStatus
from cases.models import CaseEvent, CaseStudy
from cases.tests.told import submit_case, whole_rows, write_case
from portal.testing import CastTestCase, make_case, make_field, make_obstacle
from search.models import SearchEntry

LIST = "/admin/cases/casestudy/"


class CasesAtTheDesk(CastTestCase):
    def act(self, name, *cases, user=None, **more):
        self.as_user(user or self.sato)
        sent = {"action": name, "_selected_action": [case.pk for case in cases]} | more
        return self.client.post(LIST, sent, follow=True)

    def rows(self, **first):
        """An empty change form of a case, but for what is given."""
        sent = {f"{prefix}-{part}": "0" for prefix in whole_rows() for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
        return sent | first

    def test_publishing_and_returning_go_through_the_actions(self):
        ready = submit_case(write_case(self.aoba, self.hana), self.hana)
        draft = make_case(self.minato, basis=Basis.ON_BEHALF, title="下書き")
        page = self.act("publish", ready, draft)
        self.assertContains(page, "1件を公開しました。")
        self.assertContains(page, "下書き：「下書き」の事例を公開することはできません。")
        self.assertTrue(CaseEvent.objects.filter(case=ready, verb="published", by=self.sato).exists())
        other = submit_case(write_case(self.aoba, self.hana), self.hana)
        self.assertContains(self.act("give_back", other), "理由を入力してください。")
        self.assertContains(self.act("give_back", other, reason="直して"), "1件を差し戻しました。")

    def test_a_towns_words_are_read_here_and_not_changed(self):
        case = submit_case(write_case(self.aoba, self.hana), self.hana)
        self.as_user(self.sato)
        page = self.client.get(f"{LIST}{case.pk}/change/")
        self.assertContains(page, "相談記録の文字起こし")
        self.assertNotContains(page, 'name="_save"')
        answer = self.client.post(f"{LIST}{case.pk}/change/", self.rows(title="書きかえ"))
        self.assertEqual(answer.status_code, 403)

    def test_what_cost_nothing_was_paid_by_nobody(self):
        self.as_user(self.sato)
        sent = self.rows(title="見守り", field=make_field().pk, visibility="public", basis="public_source", kind="full")
        page = self.client.post(f"{LIST}add/", sent | {"municipality": self.aoba.code, "funding": ["none", "grant"]})
        self.assertContains(page, "「費用なし」は、ほかの財源と一緒に選べません。")
        case = make_case(self.aoba, by=self.hana)
        with self.assertRaisesMessage(Refused, "「費用なし」"):
            writing.save(case, by=self.hana, revision=None, values={"funding": ["none", "grant"]})

    def test_what_the_prefecture_enters_is_kept_here(self):
        self.as_user(self.sato)
        facts = {"title": "見守り", "field": make_field().pk, "visibility": "public", "basis": "public_source"}
        sent = self.rows(**facts, kind="full", municipality=self.aoba.code)
        source = {"title": "県の資料", "kind": "government", "order": "1"}
        sent |= {"sources-TOTAL_FORMS": "1"} | {f"sources-0-{name}": value for name, value in source.items()}
        self.assertRedirects(self.client.post(f"{LIST}add/", sent), LIST)
        case = CaseStudy.objects.get()
        self.assertEqual((case.needs_confirmation, case.created_by, case.sources.count()), (True, self.sato, 1))
        self.assertEqual(SearchEntry.objects.get(object_id=case.pk, kind="case").title, "見守り")
        changed = self.rows(**facts | {"title": "見守り 2"}, version="1")
        stale = self.client.post(f"{LIST}{case.pk}/change/", changed | {"version": "9"})
        self.assertContains(stale, "ほかの人が先に保存しました。")
        self.assertRedirects(self.client.post(f"{LIST}{case.pk}/change/", changed), LIST)
        case.refresh_from_db()
        self.assertEqual((case.title, case.revision), ("見守り 2", 2))

    def test_desks_show_what_their_user_may_see(self):
        draft = make_case(self.aoba, title="青葉市の下書き")
        waiting = submit_case(write_case(self.aoba, self.hana), self.hana)
        for user in (self.sato, self.yui, self.aki):
            page = self.as_user(user).get(LIST)
            self.assertContains(page, waiting.code)
            self.assertNotContains(page, draft.title)
        self.assertEqual(self.as_user(self.hana).get(LIST).status_code, 302)
        self.act("publish", waiting, user=self.yui)
        self.assertEqual(CaseStudy.objects.get(pk=waiting.pk).status, CaseStatus.IN_REVIEW)

    def test_a_code_finds_its_case(self):
        case = submit_case(write_case(self.aoba, self.hana), self.hana)
        self.as_user(self.sato)
        self.assertContains(self.client.get(LIST, {"q": case.code}), case.title)
        self.assertNotContains(self.client.get(LIST, {"q": "C-999"}), case.title)

    def test_effects_are_verified_and_events_only_read(self):
        case = submit_case(write_case(self.aoba, self.hana), self.hana)
        self.as_user(self.sato)
        sent = {"action": "verify", "_selected_action": [case.effects.get().pk]}
        self.client.post("/admin/cases/effect/", sent)
        self.assertTrue(case.effects.get().is_verified)
        event = case.events.first()
        page = self.client.get(f"/admin/cases/caseevent/{event.pk}/change/")
        self.assertNotContains(page, 'name="_save"')
        self.assertEqual(self.client.get("/admin/cases/caseevent/add/").status_code, 403)

    def test_the_lists_cost_the_same(self):
        make_obstacle()
        for path, budget in ((LIST, 5), ("/admin/cases/effect/", 4), ("/admin/cases/caseevent/", 6)):
            used = []
            for _ in range(2):
                submit_case(write_case(self.aoba, self.hana), self.hana)
                self.as_user(self.sato)
                with self.subTest(path=path), self.assertNumQueries(budget):
                    used.append(self.client.get(path).status_code)
            self.assertEqual(used, [200, 200])
