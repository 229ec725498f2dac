"""Deed: the history of a rollout is only ever added to."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.test import TransactionTestCase

from cases.actions.rollouts import record
from cases.choices import CaseStatus
from cases.models import RolloutEvent
from portal.testing import CastTestCase, make_case


class History(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.case = make_case(cls.aoba, status=CaseStatus.PUBLISHED, by=cls.hana)
        cls.rollout = record(cls.case, cls.minato, "live", by=cls.ken)
        cls.event = cls.rollout.events.get()

    def test_no_door_of_the_models_changes_or_removes_a_line(self):
        doors = [
            self.event.save,
            self.event.delete,
            RolloutEvent.objects.all().delete,
            lambda: RolloutEvent.objects.update(note="なかったこと"),
            lambda: self.rollout.events.update(note="なかったこと"),
            lambda: RolloutEvent.objects.bulk_update([self.event], ["note"]),
        ]
        for door in doors:
            with self.assertRaises(ValueError), transaction.atomic():
                door()
        self.assertEqual(RolloutEvent.objects.get().note, "")

    def test_a_rollout_or_case_with_a_history_stays(self):
        for row in (self.rollout, self.case):
            with self.assertRaises(ProtectedError):
                row.delete()

    def test_the_database_itself_refuses_an_update(self):
        with self.assertRaises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE cases_rolloutevent SET note = %s", ["なかったこと"])
        self.assertEqual(RolloutEvent.objects.get().note, "")

    @pytest.mark.postgres
    def test_postgresql_refuses_a_delete_too(self):
        with self.assertRaises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM cases_rolloutevent")
        self.assertEqual(RolloutEvent.objects.count(), 1)


class Flush(TransactionTestCase):
    """The guard leaves a test database flushable: each of these tests is flushed after it."""

    def leave_a_line(self):
        self.assertFalse(RolloutEvent.objects.exists())
        CastTestCase.setUpTestData.__func__(type(self))
        case = make_case(self.aoba, status=CaseStatus.PUBLISHED, by=self.hana)
        record(case, self.minato, "live", by=self.ken)

    def test_first(self):
        self.leave_a_line()

    def test_second(self):
        self.leave_a_line()
