"""Roof, tests: one page of each kind, as each role: no barrier that axe-core finds, no sideways scroll, one h1."""

import re
from collections import Counter
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import resolve

from accounts.models import User
from cases.tests.told import submit_case, write_case, write_tip
from meetings.tests.minutes import take_in
from portal.testing import make_need, scrubbed
from portal.tests.test_pages import links_of

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
ROLES = ("", "town", "liaison", "secretariat", "firm", "admin")
PHONE = {"width": 375, "height": 700}
NAMES_A_KIND = {"slug", "step", "verb", "kind"}  # parts of an address that lead to another page, not to another row
SEARCHED = "/search/?q=窓口"
LOOK = """async () => {
  const judged = await axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    rules: Object.fromEntries(["landmark-unique", "landmark-one-main", "heading-order", "empty-heading", "region",
                               "label-title-only", "scope-attr-valid"].map((rule) => [rule, {enabled: true}])),
    resultTypes: ["violations"],
  });
  return {
    barriers: judged.violations.flatMap((v) => v.nodes.map((n) => `${v.id}（${v.help}）: ${n.html.slice(0, 160)}`)),
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: document.querySelectorAll("h1").length,
  };
}"""
SAMPLE = """<!DOCTYPE html><html lang="ja"><meta name="viewport" content="width=device-width"><title>見本</title>
<style>.wide { width: 900px } .pale { color: #bbb; background: #fff }</style>
<main><h1>一</h1><h1>二</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="><input name="x">
<p class="pale">うすい字</p><p class="wide">広い</p></main>
<nav aria-label="同じ"></nav><nav aria-label="同じ"></nav></html>"""


@pytest.fixture
def people(transactional_db):
    """The demo, and on every desk something half done. Person by role."""
    for command in ("load_municipalities", "load_vocabulary", "load_demo"):
        call_command(command, stdout=StringIO())
    found = {user.email.partition("@")[0]: user for user in User.objects.filter(is_demo=True)}
    town, officer, second = (found[name] for name in ("town", "secretariat", "secretariat2"))
    take_in(officer)
    write_tip(town.municipality, town)
    write_case(town.municipality, town)
    submit_case(write_case(town.municipality, town, title="出した事例"), town)
    make_need(town.municipality, by=town, status="draft", title="下書きの困りごと")
    return found | {"": None}


def kind_of(address):
    """What kind of page an address leads to: rows of one kind look alike."""
    parts = urlsplit(address)
    found, asked = resolve(parts.path), parse_qs(parts.query)
    named = sorted(str(value) for name, value in found.kwargs.items() if name in NAMES_A_KIND)
    return (found.view_name, *named, *asked.get("view", []), "q" in asked)


def pages_for(user):
    """(address, page) of each kind that links lead this person to. The desks of the admin site are Django's pages."""
    client, kinds, waiting = Client(), {}, ["/", SEARCHED]
    if user:
        client.force_login(user)
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind in kinds or address.startswith("/admin/"):
            continue
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            kinds[kind] = (address, answer.content.decode())
            waiting += sorted(links_of(kinds[kind][1], address))
    return list(kinds.values())


def named_alike(pages):
    """Pages that share a title; views of one page, told apart by the query, may."""
    titled = {(re.search("<title>(.*?)</title>", text)[1], urlsplit(address).path) for address, text in pages}
    titles = Counter(title for title, _ in titled)
    return [f"{number} pages are called {title}" for title, number in titles.items() if number > 1]


def complaints(page, address):
    """What is wrong with the page at that address, a line each."""
    page.goto(address)
    seen = page.evaluate(LOOK)
    wrong = [f"{address} {barrier}" for barrier in seen["barriers"]]
    if seen["wider"]:
        wrong.append(f"{address} is {seen['wider']} px wider than the phone")
    if seen["headings"] != 1:
        wrong.append(f"{address} has {seen['headings']} h1")
    return wrong


def test_a_barrier_would_be_found(browser_of):
    page = browser_of(viewport=PHONE)
    page.context.add_init_script(path=AXE)
    page.route("**/sample/", lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=SAMPLE))
    wrong = " ".join(complaints(page, "/sample/"))
    for barrier in ("image-alt", "label", "color-contrast", "landmark-unique", "px wider than the phone", "has 2 h1"):
        assert barrier in wrong


def test_no_page_of_any_role_is_a_barrier(people, browser_of):
    """Main parts that were judged for one role are not judged again for the next; its home page always is."""
    judged, wrong = set(), []
    for role in ROLES:
        pages = pages_for(people[role])
        wrong += [f"{role or 'visitor'}: {line}" for line in named_alike(pages)]
        page = browser_of(people[role], viewport=PHONE)
        page.context.add_init_script(path=AXE)
        for address, text in pages:
            main = re.search("<main.*</main>", scrubbed(text), re.DOTALL)[0]
            if address == "/" or main not in judged:
                wrong += [f"{role or 'visitor'}: {line}" for line in complaints(page, address)]
            judged.add(main)
    assert wrong == [], "\n".join(["", *wrong])
