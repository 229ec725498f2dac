"""Rooms, cases: a town submits, the prefecture returns or publishes, both may withdraw. Every move leaves a trace."""

from datetime import timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.choices import Basis, Visibility
from accounts.rules import Refused
from cases.actions import publishing, writing
from cases.choices import MOVES, CaseStatus
from cases.models import CaseEvent, CaseStudy
from cases.tests.told import DECIDED, publish_case, submit_case, whole_rows, write_case, write_tip
from portal.testing import CastTestCase, make_case
from search.models import SearchEntry

EVERYBODY = ("hana", "ken", "tomo", "yui", "sato", "aki", "fumi")


class CasesMove(CastTestCase):
    def reach_in_search(self, case):
        return SearchEntry.objects.get(kind="case", object_id=case.pk).reach

    def verbs(self, case):
        return list(CaseEvent.objects.filter(case=case).order_by("pk").values_list("verb", flat=True))

    def who_may(self, why_not, case):
        return {name for name in EVERYBODY if not why_not(case, getattr(self, name))}

    def test_the_whole_way(self):
        case = write_case(self.aoba, self.hana)
        self.assertEqual((case.status, self.reach_in_search(case)), (CaseStatus.DRAFT, "private"))
        case = submit_case(case, self.hana)
        self.assertEqual((case.internal_decision_on, self.reach_in_search(case)), (DECIDED, "prefecture"))
        case = publishing.return_case(case, by=self.sato, reason="財源を確かめてください")
        self.assertEqual((case.returned_reason, self.reach_in_search(case)), ("財源を確かめてください", "private"))
        case = publishing.publish(submit_case(case, self.hana), by=self.mori)
        self.assertEqual((case.published_by, self.reach_in_search(case)), (self.mori, "public"))
        self.assertEqual(case.returned_reason, "")
        case = publishing.withdraw(case, by=self.hana, reason="やめました")
        self.assertEqual((case.status, self.reach_in_search(case)), (CaseStatus.WITHDRAWN, "prefecture"))
        self.assertEqual(self.verbs(case), ["created", "submitted", "returned", "submitted", "published", "withdrawn"])
        self.assertEqual(CaseEvent.objects.get(verb="withdrawn").note, "やめました")

    def test_who_may_do_what(self):
        draft = write_case(self.aoba, self.hana)
        waiting = submit_case(write_case(self.aoba, self.hana), self.hana)
        public = publish_case(self.aoba, self.hana, self.sato)
        self.assertEqual(self.who_may(publishing.why_not_submit, draft), {"hana"})
        self.assertEqual(self.who_may(writing.why_not_edit, draft), {"hana"})
        self.assertEqual(self.who_may(publishing.why_not_publish, waiting), {"sato"})
        self.assertEqual(self.who_may(publishing.why_not_return, waiting), {"sato"})
        self.assertEqual(self.who_may(writing.why_not_edit, waiting), set())
        self.assertEqual(self.who_may(publishing.why_not_withdraw, public), {"hana", "sato"})
        self.assertEqual(self.who_may(writing.why_not_edit, public), {"hana"})

    def test_every_state_allows_its_moves_and_no_other(self):
        acts = {
            CaseStatus.IN_REVIEW: lambda case: submit_case(case, self.hana),
            CaseStatus.RETURNED: lambda case: publishing.return_case(case, by=self.sato, reason="理由"),
            CaseStatus.PUBLISHED: lambda case: publishing.publish(case, by=self.sato),
            CaseStatus.WITHDRAWN: lambda case: publishing.withdraw(case, by=self.sato, reason="理由"),
        }
        self.assertEqual(set(MOVES), set(CaseStatus))
        for start in CaseStatus:
            for to, act in acts.items():
                with self.subTest(start=start, to=to):
                    case = self.case_in(start)
                    if to in MOVES[start]:
                        self.assertEqual(act(case).status, to)
                        continue
                    with self.assertRaises(Refused):
                        act(case)
                    self.assertEqual(CaseStudy.objects.get(pk=case.pk).status, start)

    def case_in(self, status):
        """A case that could be published, put into a state past the actions."""
        case = write_case(self.aoba, self.hana)
        facts = {"status": status, "returned_reason": "理由"}
        if status in (CaseStatus.PUBLISHED, CaseStatus.WITHDRAWN):
            facts |= {"published_at": timezone.now(), "published_by": self.sato}
        CaseStudy.objects.filter(pk=case.pk).update(**facts)
        return CaseStudy.objects.get(pk=case.pk)

    def test_missing_facts_are_named(self):
        case = make_case(self.aoba, contact="福祉課")
        with self.assertRaisesMessage(Refused, "公開まであと6項目です：減る作業、効果、"):
            submit_case(case, self.hana)
        self.assertEqual(self.verbs(case), [])

    def test_the_town_says_when_it_decided_and_not_in_advance(self):
        case = write_case(self.aoba, self.hana)
        with self.assertRaisesMessage(Refused, "庁内で決裁した日を入力してください。"):
            publishing.submit(case, by=self.hana)
        with self.assertRaisesMessage(Refused, "先の日付です"):
            publishing.submit(case, by=self.hana, internal_decision_on=timezone.localdate() + timedelta(days=1))
        with self.assertRaisesMessage(Refused, "範囲を広げてください"):
            submit_case(write_case(self.aoba, self.hana, visibility=Visibility.PRIVATE), self.hana)

    def test_returning_and_withdrawing_need_a_reason(self):
        waiting = submit_case(write_case(self.aoba, self.hana), self.hana)
        with self.assertRaisesMessage(Refused, "理由を入力してください。"):
            publishing.return_case(waiting, by=self.sato, reason="　")
        public = publish_case(self.aoba, self.hana, self.sato)
        with self.assertRaisesMessage(Refused, "理由を入力してください。"):
            publishing.withdraw(public, by=self.sato, reason="")
        with self.assertRaises(IntegrityError), transaction.atomic():
            CaseStudy.objects.filter(pk=waiting.pk).update(status=CaseStatus.RETURNED)

    def test_a_tip_goes_the_same_way(self):
        tip = write_tip(self.aoba, self.hana)
        self.assertEqual(publishing.publish(submit_case(tip, self.hana), by=self.sato).status, CaseStatus.PUBLISHED)


class PublishedCasesAreKeptUp(CastTestCase):
    def save(self, case, by, **values):
        return writing.save(case, by=by, revision=case.revision, values=values)

    def test_an_edit_stays_public_and_leaves_a_trace(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        saved = self.save(case, self.hana, evidence="測り直した").case
        self.assertEqual((saved.status, saved.revision), (CaseStatus.PUBLISHED, case.revision + 1))
        self.assertEqual(CaseEvent.objects.filter(case=case, verb="updated").count(), 1)
        self.assertIn("測り直した", SearchEntry.objects.get(kind="case", object_id=case.pk).body)

    def test_a_needed_fact_is_not_emptied_and_nothing_typed_is_lost(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        sent = {"version": case.revision, "work_removed": "新しい文", "evidence": "", "effects-TOTAL_FORMS": "0"}
        sent |= {"effects-INITIAL_FORMS": "0"}
        page = self.as_user(self.hana).post(f"/cases/{case.code}/edit/effect/", sent)
        self.assertContains(page, "公開している事例では、「効果の根拠」を空にできません。")
        self.assertContains(page, "公開している事例では、「効果」を空にできません。")
        self.assertContains(page, "新しい文</textarea>")
        stored = CaseStudy.objects.get(pk=case.pk)
        self.assertEqual((stored.work_removed, stored.effects.count()), (case.work_removed, 1))
        self.assertIn("取り下げてください", self.save(case, self.hana, visibility="private").refused[0])
        self.assertFalse(CaseEvent.objects.filter(case=case, verb="updated").exists())

    def test_what_the_prefecture_verified_stays_until_the_numbers_change(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        with self.assertRaises(Refused):
            writing.verify_effect(case.effects.get(), by=self.yui)
        writing.verify_effect(case.effects.get(), by=self.sato)
        effect = whole_rows()["effects"][0]
        for change, verified in (({"measured_by": "DX担当"}, True), ({"after": Decimal(20)}, False)):
            case = writing.save(case, by=self.hana, revision=None, values={}, rows={"effects": [effect | change]}).case
            self.assertEqual(case.effects.get().is_verified, verified)


class CasesFromPublicFacts(CastTestCase):
    def entered(self, **changes):
        return write_case(self.aoba, self.sato, basis=Basis.PUBLIC_SOURCE, **changes)

    def test_unknown_facts_stand_and_sources_are_needed(self):
        case = self.entered(contact="", unknown_facts=["contact"], rows=whole_rows(sources=[]))
        self.assertTrue(case.needs_confirmation)
        with self.assertRaisesMessage(Refused, "出典が1つ以上要ります"):
            publishing.submit(case, by=self.sato)
        sources = [{"title": "県の資料", "dated": "令和5年3月"}]
        case = writing.save(case, by=self.sato, revision=None, values={}, rows={"sources": sources}).case
        case = publishing.publish(publishing.submit(case, by=self.sato), by=self.sato)
        self.assertTrue(case.needs_confirmation)
        refused = writing.save(case, by=self.sato, revision=None, values={}, rows={"sources": []}).refused
        self.assertEqual(refused, ("公開資料から入れた事例には、出典が1つ以上要ります。",))

    def test_a_town_writes_only_as_itself(self):
        case = write_case(self.aoba, self.hana, basis=Basis.PUBLIC_SOURCE)
        self.assertEqual((case.basis, case.needs_confirmation), (Basis.TOWN, False))
        for by in (self.ken, self.yui, self.aki, self.fumi):
            with self.subTest(by=by), self.assertRaises(Refused):
                write_case(self.aoba, by)

    def test_only_the_town_confirms(self):
        case = publishing.publish(publishing.submit(self.entered(), by=self.sato), by=self.sato)
        for by in (self.ken, self.sato):
            with self.subTest(by=by), self.assertRaises(Refused):
                writing.confirm(case, by=by)
        self.as_user(self.hana)
        self.assertContains(self.client.get(case.get_absolute_url()), f"/cases/{case.code}/confirm/")
        self.assertRedirects(self.client.post(f"/cases/{case.code}/confirm/"), case.get_absolute_url())
        case.refresh_from_db()
        self.assertEqual((case.needs_confirmation, case.basis), (False, Basis.PUBLIC_SOURCE))
        with self.assertRaisesMessage(Refused, "もう確かめてあります"):
            writing.confirm(case, by=self.hana)
