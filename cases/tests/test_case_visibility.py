"""Rooms, cases: who reads a case, by page and by API, in every state and at every width."""

from accounts.choices import Basis, Visibility
from cases.choices import CaseStatus
from cases.models import CaseEvent, CaseStudy
from cases.tests.told import publish_case, write_case
from portal.testing import CastTestCase, make_case

READERS = ("stranger", "hana", "ken", "tomo", "yui", "sato", "aki", "fumi")
OWN = {"hana"}
PREFECTURE = {"yui", "sato", "aki"}
PUBLISHED_FOR = {
    Visibility.PRIVATE: OWN,
    Visibility.PREFECTURE: OWN | PREFECTURE,
    Visibility.MEMBERS: OWN | PREFECTURE | {"ken"},
    Visibility.PUBLIC: set(READERS),
}
STATE_FOR = {
    CaseStatus.DRAFT: OWN,
    CaseStatus.RETURNED: OWN,
    CaseStatus.IN_REVIEW: OWN | PREFECTURE,
    CaseStatus.WITHDRAWN: OWN | PREFECTURE,
}


class CasesAreReadByTheirReach(CastTestCase):
    def readers_of(self, case):
        """Who gets the page, and the same by API, list and list of the API."""
        found = {}
        for name in READERS:
            self.as_user(None if name == "stranger" else getattr(self, name))
            page = self.client.get(case.get_absolute_url()).status_code
            api = self.client.get(f"/api/v1/cases/{case.code}/").status_code
            listed = case.title in self.client.get("/cases/").content.decode()
            counted = self.client.get("/api/v1/cases/").json()["count"]
            found[name] = {(page, api, listed, counted)}
        self.assertEqual(
            set().union(*found.values()) - {(200, 200, True, 1), (404, 404, False, 0)}, set(), "doors disagree"
        )
        return {name for name, answers in found.items() if answers == {(200, 200, True, 1)}}

    def test_every_state_at_every_width(self):
        for status in CaseStatus:
            for visibility in Visibility:
                with self.subTest(status=status, visibility=visibility):
                    reason = "直してください" if status == CaseStatus.RETURNED else ""
                    case = make_case(
                        self.aoba, by=self.hana, status=status, visibility=visibility, returned_reason=reason
                    )
                    expected = STATE_FOR.get(status) or PUBLISHED_FOR[visibility]
                    self.assertEqual(self.readers_of(case), expected)
                    case.delete()

    def test_a_draft_that_the_prefecture_entered_is_read_by_the_prefecture_too(self):
        case = make_case(self.aoba, basis=Basis.PUBLIC_SOURCE)
        self.assertEqual(self.readers_of(case), OWN | PREFECTURE)

    def test_what_cannot_be_seen_cannot_be_written(self):
        draft = write_case(self.aoba, self.hana)
        for name in ("ken", "tomo", "yui", "sato", "aki", "fumi"):
            self.as_user(getattr(self, name))
            for path in ("edit/", "edit/basics/", "edit/check/", "publish/", "return/", "withdraw/", "confirm/"):
                with self.subTest(name=name, path=path):
                    self.assertEqual(self.client.get(f"/cases/{draft.code}/{path}").status_code, 404)
                    self.assertIn(self.client.post(f"/cases/{draft.code}/{path}").status_code, (404, 405))
            for verb in ("submit", "return", "publish", "withdraw"):
                answer = self.client.post(f"/api/v1/cases/{draft.code}/{verb}/")
                self.assertEqual(answer.status_code, 404)
        self.assertEqual(CaseStudy.objects.get(pk=draft.pk).status, CaseStatus.DRAFT)

    def test_what_town_and_prefecture_said_before_is_not_in_the_public_history(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        verbs = lambda viewer: set(CaseEvent.objects.visible_to(viewer).values_list("verb", flat=True))  # noqa: E731
        self.assertEqual(verbs(self.hana), {"created", "submitted", "published"})
        self.assertEqual(verbs(self.yui), {"created", "submitted", "published"})
        self.assertEqual(verbs(self.ken), {"published"})
        self.as_user(None)
        page = self.client.get(case.get_absolute_url()).content.decode()
        self.assertIn("公開した（県事務局）", page)
        self.assertNotIn("県に出した", page)
        for name in ("Hana", "Sato"):
            self.assertNotIn(name, page)
