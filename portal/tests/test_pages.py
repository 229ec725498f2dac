"""Every page that can be reached by links, as every role, on the demo: none breaks, none writes while it is read."""

import re
from html import unescape
from io import StringIO
from urllib.parse import urldefrag, urlsplit

from django.core.management import call_command
from django.db import connection
from django.test import TestCase

from accounts.models import User

LINK = re.compile(r'<a\b[^>]*?href="([^"]+)"')
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b(?!.*\"?django_session\"?)", re.IGNORECASE)
PAGES = 400  # per role; the demo has fewer
SKIPPED = ("/static/", "/accounts/logout/", "/api/v1/schema/")


def only_read(execute, sql, params, many, context):
    """A page that is only looked at changes nothing."""
    assert not WRITES.match(sql), f"wrote while reading: {sql[:120]}"
    return execute(sql, params, many, context)


def links_of(page: str, base: str) -> set[str]:
    """Internal addresses on a page, without fragments. Relative queries belong to the page itself."""
    found = set()
    for raw in LINK.findall(page):
        address = urldefrag(unescape(raw))[0]
        if address.startswith("?"):
            address = base.split("?")[0] + address
        parts = urlsplit(address)
        if address.startswith("/") and not parts.netloc and not address.startswith(SKIPPED):
            found.add(address)
    return found


def shape(address: str) -> str:
    """Addresses that differ only in the values of a query are one kind of page; a few of each are enough."""
    parts = urlsplit(address)
    names = sorted({pair.split("=")[0] for pair in parts.query.split("&") if pair})
    return re.sub(r"\d+", "9", parts.path) + "?" + "&".join(names)


class CrawlTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        for command in ("load_municipalities", "load_vocabulary", "load_demo"):
            call_command(command, stdout=StringIO())

    def crawl(self, start: str = "/") -> dict[str, int]:
        """Status of every page reached from `start`, at most two of each shape."""
        seen: dict[str, int] = {}
        shapes: dict[str, int] = {}
        waiting = [start]
        while waiting and len(seen) < PAGES:
            address = waiting.pop(0)
            kind = shape(address)
            if address in seen or shapes.get(kind, 0) >= 2:
                continue
            shapes[kind] = shapes.get(kind, 0) + 1
            with connection.execute_wrapper(only_read):
                answer = self.client.get(address)
            seen[address] = answer.status_code
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                waiting += sorted(links_of(answer.content.decode(), address) - set(seen))
        return seen

    def assert_every_link_leads_somewhere(self, address: str = "") -> None:
        """Sign in as one of the demo's people (nobody for ""), follow every link from the first page."""
        if address:
            self.client.force_login(User.objects.get(email=f"{address}@demo.example"))
        reached = self.crawl()
        self.assertEqual({page: code for page, code in reached.items() if code not in (200, 302)}, {})
        self.assertGreater(len(reached), 30)

    def test_a_visitor(self):
        self.assert_every_link_leads_somewhere()

    def test_a_town(self):
        self.assert_every_link_leads_somewhere("town")

    def test_a_cio(self):
        self.assert_every_link_leads_somewhere("cio")

    def test_a_liaison(self):
        self.assert_every_link_leads_somewhere("liaison")

    def test_a_secretariat(self):
        self.assert_every_link_leads_somewhere("secretariat")

    def test_a_firm(self):
        self.assert_every_link_leads_somewhere("firm")

    def test_an_admin(self):
        self.assert_every_link_leads_somewhere("admin")
