"""Roof: fill an empty portal with the demo. Never in production."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.demo.people import load_people, sign_ins
from portal.demo.records import load_records
from portal.demo.stories import load_stories
from portal.demo.troubles import load_needs


class Command(BaseCommand):
    help = "見本のデータ（架空の会議・困りごと・人と、出典のある事例）を入れます。2回目は足りないものだけ足します。"

    @transaction.atomic
    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("本番（PORTAL_ENV=production）では、見本のデータを入れません。")
        people = load_people()
        editor, second = people["secretariat@demo.example"], people["secretariat2@demo.example"]
        meetings = load_records(editor, second)
        stories = load_stories(editor, second)
        load_needs(meetings[0], stories, people["liaison@demo.example"])
        self.stdout.write("見本のデータを入れました。ログインできる人：")
        self.stdout.write("\n".join(sign_ins()))
