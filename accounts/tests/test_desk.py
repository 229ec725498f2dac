"""Ground, tests: every way on a desk has words, also the one to rows without a value."""

from portal.testing import CastTestCase


class ValuesFilterTests(CastTestCase):
    def test_an_empty_value_is_named_and_found(self):
        self.as_user(self.aki)
        page = self.client.get("/admin/accounts/municipality/")
        self.assertContains(page, '<a href="?region=">記載なし</a>', html=True)
        found = self.client.get("/admin/accounts/municipality/?region=").context["cl"].queryset
        self.assertEqual([town.name for town in found], ["遠野市"])
