"""Ground: fields, obstacles and tools by API, and their desks."""

from portal.testing import CastTestCase, make_field, make_obstacle
from vocabulary.choices import Branch
from vocabulary.models import Field, SynonymGroup, Tool


class WordsByApi(CastTestCase):
    def test_everybody_reads_them(self):
        current = make_field()
        Field.objects.create(
            slug="old", name="古い", branch=Branch.COMMUNITY, version="前", is_current=False, becomes=current
        )
        make_obstacle()
        Tool.objects.create(slug="excel", name="Excel")
        fields = {row["slug"]: row for row in self.client.get("/api/v1/fields/").json()["results"]}
        self.assertEqual((fields["old"]["becomes"], fields["counter"]["becomes"]), ("counter", None))
        self.assertEqual(self.client.get("/api/v1/fields/counter/").json()["branch"], "administration")
        self.assertEqual(self.client.get("/api/v1/obstacles/O1/").json()["name"], "原課の理解・巻き込み")
        self.assertEqual(self.client.get("/api/v1/tools/").json()["results"], [{"slug": "excel", "name": "Excel"}])
        self.assertEqual(self.client.get("/api/v1/tools/none/").status_code, 404)
        self.assertEqual(self.as_user(self.sato).post("/api/v1/tools/", {}).status_code, 405)

    def test_a_list_costs_the_same(self):
        for path in ("fields", "obstacles", "tools"):
            for number in (1, 3):
                for count in range(number):
                    make_field(f"f{number}{count}", f"分野{number}{count}")
                    make_obstacle(f"O{number}{count}", f"つまずき{number}{count}")
                    Tool.objects.get_or_create(slug=f"t{number}{count}", defaults={"name": f"道具{number}{count}"})
                with self.subTest(path=path, number=number), self.assertNumQueries(2):  # count and page
                    self.client.get(f"/api/v1/{path}/")


class WordsAtTheDesk(CastTestCase):
    def test_the_prefecture_keeps_them_and_none_is_deleted(self):
        field = make_field()
        make_obstacle()
        self.as_user(self.sato)
        for model in ("field", "obstacle", "tool", "synonymgroup"):
            self.assertEqual(self.client.get(f"/admin/vocabulary/{model}/").status_code, 200)
        self.as_user(self.aki)
        self.assertEqual(self.client.get(f"/admin/vocabulary/field/{field.pk}/delete/").status_code, 403)
        self.assertNotContains(self.client.get("/admin/vocabulary/obstacle/O1/change/"), 'name="code"')
        self.client.post("/admin/vocabulary/synonymgroup/add/", {"words": "窓口\n受付カウンター"})
        self.assertEqual(SynonymGroup.objects.get().spellings(), ("窓口", "受付カウンター"))
        self.assertEqual(self.as_user(self.hana).get("/admin/vocabulary/field/").status_code, 302)
