"""An anonymous need: nothing outside tells whose it is, whichever of two towns wrote it."""

import re

from django.core.management import call_command
from django.urls import reverse

from matching import actions
from matching.models import Need, NeedEvent
from portal.testing import CastTestCase, make_town, make_user, scrubbed
from search import index
from search.models import SearchEntry

THEN = "2026-04-01T00:00:00Z"  # both worlds were written in the same moment
FACTS = {
    "title": "検針票の転記が月40時間",
    "today": "紙の検針票を手で打ち直している",
    "visibility": "members",
    "is_anonymous": True,
}


class AnonymousNeedTests(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.koto = make_user("Koto", "town", municipality=make_town("琴町", "28993"))  # a third town

    def write_as(self, user) -> Need:
        """The same need, written by one or the other."""
        need = actions.post(actions.create(by=user, **FACTS), by=user)
        Need.objects.filter(pk=need.pk).update(posted_at=THEN, created_at=THEN, updated_at=THEN)
        NeedEvent.objects.filter(need=need).update(at=THEN)
        return need

    def world(self, reader) -> list[str]:
        """All that `reader` is sent about needs, with its status and without the running number."""
        client = self.as_user(reader)
        need = Need.objects.get()
        urls = [
            reverse("matching:needs"),
            need.get_absolute_url(),
            "/api/v1/needs/",
            f"/api/v1/needs/{need.code}/",
            reverse("search") + "?q=検針票",
            "/api/v1/search/?q=検針票",
            reverse("home"),
            reverse("town", args=[self.aoba.code5]),
            reverse("town", args=[self.minato.code5]),
        ]
        if reader and reader.is_prefecture:
            urls += ["/admin/matching/need/", f"/admin/matching/need/{need.pk}/change/", "/admin/matching/needevent/"]
        pages = [client.get(url) for url in urls]
        if reader == self.aki:
            self.assertEqual({page.status_code for page in pages}, {200})
        told = [f"{page.status_code} {scrubbed(page.content.decode())}" for page in pages]
        return [re.sub(rf"/(need|r/\d+)/{need.pk}/", "/need/", page.replace(need.code, "N")) for page in told]

    def test_readers_who_may_not_know_are_sent_the_same_in_both_worlds(self):
        readers = (None, self.tomo, self.fumi, self.aki, self.koto)
        worlds = []
        for writer in (self.hana, self.ken):
            index.forget("need", list(Need.objects.values_list("pk", flat=True)))
            Need.objects.all().delete()
            self.write_as(writer)
            worlds.append({str(reader): self.world(reader) for reader in readers})
        for reader in worlds[0]:
            for one, other in zip(worlds[0][reader], worlds[1][reader], strict=True):
                self.assertEqual(one, other, reader)

    def test_the_town_itself_and_those_who_help_know(self):
        need = self.write_as(self.hana)
        for user, knows in [
            (self.hana, True),
            (self.yui, True),
            (self.sato, True),
            (self.ken, False),
            (self.aki, False),
        ]:
            with self.subTest(user=str(user)):
                self.assertEqual(need.town_for(user), self.aoba if knows else None)

    def test_the_index_does_not_hold_the_town(self):
        self.write_as(self.hana)
        self.assertEqual(SearchEntry.objects.get(kind="need").owner, "")
        call_command("rebuild_search", verbosity=0)
        self.assertEqual(SearchEntry.objects.get(kind="need").owner, "")

    def test_there_is_no_condition_by_municipality(self):
        self.write_as(self.hana)
        answer = self.as_user(self.ken).get(f"/api/v1/needs/?municipality={self.aoba.code}")
        self.assertEqual(answer.status_code, 400)
