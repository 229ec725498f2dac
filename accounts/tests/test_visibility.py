"""The one visibility sentence, row by row and role by role."""

from django.contrib.auth.models import AnonymousUser

from accounts.choices import Reach
from accounts.visibility import readable_reaches, searchable_q
from cases.choices import CaseStatus
from cases.models import CaseStudy
from matching.models import Need
from portal.testing import CastTestCase, make_case, make_need
from search.models import SearchEntry


class ReachTests(CastTestCase):
    def test_each_role_reads_as_far_as_its_table_says(self):
        far = [Reach.PUBLIC, Reach.MEMBERS]
        expected = {
            AnonymousUser(): [Reach.PUBLIC],
            self.fumi: [Reach.PUBLIC],
            self.tomo: [Reach.PUBLIC],
            self.hana: far,
            self.yui: [*far, Reach.PREFECTURE],
            self.aki: [*far, Reach.PREFECTURE],
            self.sato: [*far, Reach.PREFECTURE, Reach.SECRETARIAT],
        }
        for viewer, reaches in expected.items():
            with self.subTest(viewer=viewer):
                self.assertEqual(readable_reaches(viewer), reaches)

    def test_a_published_case_is_read_as_far_as_its_owner_chose(self):
        cases = {
            visibility: make_case(self.aoba, by=self.hana, status=CaseStatus.PUBLISHED, visibility=visibility)
            for visibility in ("private", "prefecture", "members", "public")
        }
        expected = {
            AnonymousUser(): {"public"},
            self.fumi: {"public"},
            self.tomo: {"public"},
            self.ken: {"members", "public"},
            self.hana: {"private", "prefecture", "members", "public"},
            self.yui: {"prefecture", "members", "public"},
            self.sato: {"prefecture", "members", "public"},
            self.aki: {"prefecture", "members", "public"},
        }
        for viewer, seen in expected.items():
            with self.subTest(viewer=viewer):
                self.assertEqual(set(CaseStudy.objects.visible_to(viewer)), {cases[name] for name in seen})

    def test_the_prefectures_own_row_is_its_own(self):
        own = make_need(None, by=self.sato, visibility="private")
        for viewer, expected in [(self.sato, [own]), (self.yui, [own]), (self.hana, []), (AnonymousUser(), [])]:
            with self.subTest(viewer=viewer):
                self.assertEqual(list(Need.objects.visible_to(viewer)), expected)

    def test_the_search_index_follows_the_same_sentence(self):
        kinds = {"case": 1, "need": 2}
        for number, (reach, owner, released) in enumerate(
            [
                ("public", "", False),
                ("members", self.aoba.code, False),
                ("private", self.aoba.code, False),
                ("private", "", False),
                ("members", self.aoba.code, True),
                ("secretariat", "", False),
            ]
        ):
            SearchEntry.objects.create(
                kind=list(kinds)[0], object_id=number, reach=reach, owner=owner, released=released, tok_version=1
            )
        expected = {
            AnonymousUser(): {0},
            self.tomo: {0},
            self.fumi: {0, 4},
            self.ken: {0, 1, 4},
            self.hana: {0, 1, 2, 4},
            self.yui: {0, 1, 3, 4},
            self.sato: {0, 1, 3, 4, 5},
        }
        for viewer, seen in expected.items():
            with self.subTest(viewer=viewer):
                found = SearchEntry.objects.filter(searchable_q(viewer))
                self.assertEqual(set(found.values_list("object_id", flat=True)), seen)
