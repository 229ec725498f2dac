"""A need made from a statement repeats its words: it is read no further than the record it came from."""

from django.core.management import call_command
from django.urls import reverse

from matching import actions
from meetings.actions.publishing import withdraw
from portal.testing import CastTestCase, make_meeting

WORDS = "検針票を手で打ち直している"


class WithdrawnRecordTests(CastTestCase):
    def made(self, **fields):
        meeting = make_meeting(by=self.sato, **fields)
        statement = meeting.statements.get(number=1)
        statement.text = WORDS
        statement.save(update_fields=["text"])
        return meeting, actions.from_statement(statement, by=self.sato, title=f"{WORDS}こと")

    def told(self, user, need) -> list[bool]:
        """Whether the words stand on the board, the page, in the API and in the search box."""
        self.as_user(user)
        urls = [
            reverse("matching:needs"),
            need.get_absolute_url(),
            "/api/v1/needs/",
            f"/api/v1/needs/{need.code}/",
            reverse("search") + "?q=検針",
            reverse("home"),
        ]
        return ["打ち直し" in self.client.get(url).content.decode() for url in urls]

    def test_the_words_of_a_withdrawn_record_are_gone_for_all_but_the_secretariat(self):
        meeting, need = self.made()
        need = actions.release(need, by=self.sato)
        for user in (None, self.fumi, self.ken):
            self.assertTrue(all(self.told(user, need)))
        withdraw(meeting, by=self.sato, reason="誤って公開した")
        readers = (None, self.fumi, self.tomo, self.ken, self.hana, self.yui, self.aki)
        for step in ("withdrawn", "indexed anew", "moved"):
            if step == "indexed anew":
                call_command("rebuild_search", verbosity=0)
            if step == "moved":
                actions.move(need, "talking", by=self.sato)
            for user in readers:
                with self.subTest(step=step, user=str(user)):
                    self.assertEqual(set(self.told(user, need)), {False})
        self.assertTrue(self.told(self.sato, need)[1])

    def test_a_wider_visibility_does_not_carry_it_beyond_the_record(self):
        _, need = self.made(visibility="members")
        need = actions.release(actions.update(need, by=self.sato, visibility="public"), by=self.sato)
        for user in (None, self.fumi, self.tomo):
            with self.subTest(user=str(user)):
                self.assertEqual(set(self.told(user, need)), {False})
        self.assertTrue(all(self.told(self.ken, need)))
