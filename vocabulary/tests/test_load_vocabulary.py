"""Loading the shared words."""

from io import StringIO

from django.core.management import call_command
from django.test import TestCase

from vocabulary.models import Field, Obstacle, SynonymGroup, Tool


class LoadTests(TestCase):
    def load(self) -> str:
        out = StringIO()
        call_command("load_vocabulary", stdout=out)
        return out.getvalue()

    def test_twice_changes_nothing_and_keeps_what_people_changed(self):
        self.load()
        Obstacle.objects.filter(code="O2").update(name="人が足りない")
        counts = [model.objects.count() for model in (Field, Obstacle, Tool, SynonymGroup)]
        self.assertIn("新しく0件", self.load())
        self.assertEqual([model.objects.count() for model in (Field, Obstacle, Tool, SynonymGroup)], counts)
        self.assertEqual(Obstacle.objects.get(code="O2").name, "人が足りない")

    def test_the_twenty_obstacles_and_both_branches_are_there(self):
        self.load()
        self.assertEqual(list(Obstacle.objects.values_list("code", flat=True)), [f"O{n}" for n in range(1, 21)])
        self.assertEqual(
            set(Field.objects.filter(is_current=True).values_list("branch", flat=True)), {"community", "administration"}
        )
        self.assertFalse(Field.objects.filter(is_current=False, becomes=None).exists())

    def test_a_group_of_spellings_is_found_under_each_of_its_words(self):
        self.load()
        table = SynonymGroup.objects.table()
        self.assertEqual(table["原課"], table["所管課"])
