"""The database itself holds who belongs where."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import User
from portal.testing import CastTestCase


class UserConstraintTests(CastTestCase):
    def test_a_role_and_its_home_go_together(self):
        wrong = [
            {"role": Role.TOWN},
            {"role": Role.FIRM},
            {"role": Role.LIAISON, "municipality": self.aoba},
            {"role": Role.ADMIN, "firm": self.firm},
            {"role": Role.TOWN, "municipality": self.aoba, "firm": self.firm},
        ]
        for number, fields in enumerate(wrong):
            with self.subTest(fields=fields):
                with self.assertRaises(ValidationError):
                    User.objects.create_user(f"w{number}@example.lg.jp", name="だれか", **fields)
                with self.assertRaises(IntegrityError), transaction.atomic():
                    User.objects.create(email=f"w{number}@example.lg.jp", name="だれか", **fields)

    def test_the_prefecture_alone_enters_the_desk_and_nobody_is_superuser(self):
        staff = {user for user in User.objects.all() if user.is_staff}
        self.assertEqual(staff, {self.yui, self.sato, self.mori, self.aki})
        self.assertFalse(any(user.is_superuser for user in User.objects.all()))

    def test_rights_on_the_desk_follow_the_table(self):
        self.assertTrue(self.sato.has_perm("meetings.change_meeting"))
        self.assertFalse(self.yui.has_perm("meetings.change_meeting"))
        self.assertFalse(self.aki.has_perm("meetings.change_meeting"))
        self.assertTrue(self.aki.has_perm("accounts.change_user"))
        self.assertFalse(self.sato.has_perm("accounts.change_user"))
        self.assertFalse(self.hana.has_perm("cases.view_casestudy"))
