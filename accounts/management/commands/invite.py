"""Ground: print a link that makes one account; how the first account of an installation comes to be."""

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from accounts.choices import Role
from accounts.invitations import DAYS, invite
from accounts.models import Firm, Municipality
from accounts.rules import Refused


class Command(BaseCommand):
    help = "招待のリンクを1つ作って表示します。例: invite taro@pref.example.lg.jp --role secretariat"

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="ADDRESS")
        parser.add_argument("--role", choices=Role.values, required=True)
        parser.add_argument("--municipality", metavar="CODE", help="市町の職員のとき：団体コード（28210または282103）")
        parser.add_argument("--firm", metavar="CODE", help="企業の利用者のとき：企業の番号（F-007）")
        parser.add_argument("--host", default="http://127.0.0.1:8000", help="リンクの前半（このポータルのアドレス）")

    def handle(self, *args, email, role, municipality, firm, host, **options):
        fields = {}
        if municipality:
            fields["municipality"] = Municipality.objects.by_code(municipality).first()
            if fields["municipality"] is None:
                raise CommandError(f"団体コード{municipality}の市町がありません。")
        if firm:
            fields["firm"] = Firm.objects.filter(pk=firm.upper().removeprefix("F-").lstrip("0") or 0).first()
            if fields["firm"] is None:
                raise CommandError(f"番号{firm}の企業がありません。")
        try:
            invitation, token = invite(email, Role(role), by=None, **fields)
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write(f"{invitation} の招待です。{DAYS}日のあいだ、1回だけ使えます。")
        self.stdout.write(host.rstrip("/") + reverse("invitation", args=[token]))
