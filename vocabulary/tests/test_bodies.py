"""A misspelt name in a body is told at its name."""

from django.test import SimpleTestCase
from rest_framework import serializers

from vocabulary.bodies import KnownFieldsOnly


class NoteIn(KnownFieldsOnly, serializers.Serializer):
    """As small as a body can be."""

    note = serializers.CharField()


class KnownFieldsTests(SimpleTestCase):
    def test_a_known_body_is_read(self):
        given = NoteIn(data={"note": "x"})
        self.assertTrue(given.is_valid())
        self.assertEqual(given.validated_data, {"note": "x"})

    def test_unknown_names_are_refused_each_with_a_sentence(self):
        given = NoteIn(data={"note": "x", "notes": "y", "status": "published"})
        self.assertFalse(given.is_valid())
        self.assertEqual(
            dict(given.errors), {"notes": ["この項目は使えません。"], "status": ["この項目は使えません。"]}
        )

    def test_what_is_no_body_at_all_is_refused_too(self):
        for data in ([], "x", 3, None):
            with self.subTest(data=data):
                self.assertFalse(NoteIn(data=data).is_valid())
