"""Inviting somebody: the link is shown once, works once, and gives exactly the role that was promised."""

import datetime
import re
from io import StringIO

from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.invitations import accept, fingerprint, invite
from accounts.models import Invitation, User
from accounts.rules import Refused
from portal.testing import CastTestCase

PASSWORD = "nagai-aikotoba-desu-2026"


def answers(**changes) -> dict[str, str]:
    return {"name": "新しい人", "section": "情報課", "password": PASSWORD} | changes


class InvitationTests(CastTestCase):
    def test_the_command_prints_a_link_for_the_first_account(self):
        out = StringIO()
        call_command("invite", "first@example.lg.jp", "--role", "secretariat", stdout=out)
        path = re.search(r"http://127\.0\.0\.1:8000(\S+)", out.getvalue())[1]
        self.assertContains(self.client.get(path), "first@example.lg.jp")
        answer = self.client.post(path, answers())
        self.assertRedirects(answer, reverse("home"))
        made = User.objects.get(email="first@example.lg.jp")
        self.assertEqual((made.role, made.municipality, made.firm), (Role.SECRETARIAT, None, None))
        self.assertTrue(made.check_password(PASSWORD))
        self.assertEqual(self.client.get(path).status_code, 404)

    def test_a_town_needs_its_municipality(self):
        with self.assertRaisesMessage(CommandError, "市町を1つ選んで"):
            call_command("invite", "x@example.lg.jp", "--role", "town", stdout=StringIO())
        call_command("invite", "x@example.lg.jp", "--role", "town", "--municipality", "28991", stdout=StringIO())
        self.assertEqual(Invitation.objects.get().municipality, self.aoba)

    def test_the_token_is_not_stored(self):
        invitation, token = invite("y@example.lg.jp", Role.LIAISON, by=self.aki)
        self.assertEqual(invitation.token_hash, fingerprint(token))
        self.assertNotIn(token, str(list(Invitation.objects.values())))

    def test_an_old_or_used_link_is_refused(self):
        invitation, token = invite("z@example.lg.jp", Role.LIAISON, by=self.aki)
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - datetime.timedelta(1))
        with self.assertRaises(Refused):
            accept(token, name="だれか", section="", password=PASSWORD)
        self.assertEqual(self.client.get(reverse("invitation", args=[token])).status_code, 404)
        self.assertFalse(User.objects.filter(email="z@example.lg.jp").exists())

    def test_only_the_admin_invites(self):
        for user in (self.hana, self.yui, self.sato, self.fumi):
            with self.subTest(user=user), self.assertRaises(Refused):
                invite("n@example.lg.jp", Role.LIAISON, by=user)

    def test_a_short_password_keeps_the_name(self):
        _, token = invite("w@example.lg.jp", Role.LIAISON, by=self.aki)
        page = self.client.post(reverse("invitation", args=[token]), answers(password="short"))
        self.assertContains(page, "新しい人")
        self.assertContains(page, "エラー：")
        self.assertFalse(User.objects.filter(email="w@example.lg.jp").exists())

    def test_nobody_is_invited_twice(self):
        with self.assertRaisesMessage(Refused, "もう登録"):
            invite("HANA@example.lg.jp", Role.LIAISON, by=self.aki)
