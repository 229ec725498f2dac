"""Roof, tests: one page of each kind, as each role: no barrier that axe-core finds, no sideways scroll, one h1."""

import re
from collections import Counter
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import resolve, reverse

from accounts.models import User
from cases.models import CaseStudy, Rollout
from cases.tests.told import submit_case, write_case, write_tip
from meetings.tests.minutes import take_in
from portal.testing import make_need, scrubbed
from portal.tests.test_pages import links_of

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
ROLES = ("", "town", "liaison", "secretariat", "firm", "admin")
PHONE = {"width": 375, "height": 700}
NAMES_A_KIND = {"slug", "step", "verb", "kind"}  # parts of an address that lead to another page, not to another row
DESKS = ("/admin/", "/admin/accounts/municipality/", "/admin/cases/rollout/")
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
    """The demo. Person by role; nobody is the visitor."""
    for command in ("load_municipalities", "load_vocabulary", "load_demo"):
        call_command(command, stdout=StringIO())
    return {user.email.partition("@")[0]: user for user in User.objects.filter(is_demo=True)} | {"": None}


@pytest.fixture
def half_done(people):
    """Something unfinished on the desks of town and secretariat. Addresses by role, where their crawl begins."""
    town, officer = people["town"], people["secretariat"]
    home = town.municipality
    tip, draft = write_tip(home, town), write_case(home, town)
    entered = CaseStudy.objects.filter(municipality=home, status="published", basis="public_source").first()
    submitted = submit_case(write_case(home, town, title="県に出した事例"), town)
    need = make_need(home, by=town, status="draft", title="下書きの困りごと")
    own = Rollout.objects.filter(municipality=home, stage="live").first()
    record = take_in(officer)
    doubt = record.issues.first()
    link = StringIO()
    call_command("invite", "taro@example.lg.jp", role="secretariat", host="", stdout=link)
    return {
        "": [link.getvalue().split()[-1]],
        "town": [
            draft.get_absolute_url(),
            reverse("cases:edit", args=[draft.code, "basics"]),
            reverse("cases:edit", args=[tip.code, "tip"]),
            reverse("cases:start-full"),
            reverse("cases:start-tip"),
            reverse("matching:edit", args=[need.code]),
            own.get_absolute_url(),
            reverse("cases:confirm", args=[entered.code]),
        ],
        "secretariat": [
            submitted.get_absolute_url(),
            reverse("cases:start-full"),
            reverse("cases:withdraw", args=[entered.code]),
            reverse("meetings:review", args=[record.code]),
            reverse("meetings:review-issue", args=[record.code, doubt.pk]),
            reverse("meetings:review-alike", args=[record.code, doubt.kind]),
            *DESKS,
        ],
    }


def kind_of(address):
    """What kind of page an address leads to: rows of one kind look alike."""
    parts = urlsplit(address)
    found, asked = resolve(parts.path), parse_qs(parts.query)
    named = sorted(str(value) for name, value in found.kwargs.items() if name in NAMES_A_KIND)
    return (found.view_name, *named, *asked.get("view", []), "q" in asked)


def pages_for(user, first):
    """(address, page) of each kind that links lead this person to, on from the `first`.

    The admin site is Django's: of it only what stands among the first.
    """
    client, kinds, waiting = Client(), {}, ["/", SEARCHED, *first]
    if user:
        client.force_login(user)
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind in kinds or (address.startswith("/admin/") and address not in first):
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


def judge_of(browser_of, user):
    """A phone with axe-core in it."""
    page = browser_of(user, viewport=PHONE)
    page.context.add_init_script(path=AXE)
    return page


def complaints(page):
    """What is wrong with the page as it stands, a line each."""
    page.wait_for_load_state()  # with all its style sheets
    seen, address = page.evaluate(LOOK), urlsplit(page.url).path
    wrong = [f"{address} {barrier}" for barrier in seen["barriers"]]
    if seen["wider"]:
        wrong.append(f"{address} is {seen['wider']} px wider than the phone")
    if seen["headings"] != 1:
        wrong.append(f"{address} has {seen['headings']} h1")
    return wrong


def test_a_barrier_would_be_found(browser_of):
    page = judge_of(browser_of, None)
    page.route("**/sample/", lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=SAMPLE))
    page.goto("/sample/")
    wrong = " ".join(complaints(page))
    for barrier in ("image-alt", "label", "color-contrast", "landmark-unique", "px wider than the phone", "has 2 h1"):
        assert barrier in wrong


def test_no_page_of_any_role_is_a_barrier(people, half_done, browser_of):
    """Main parts that were judged for one role are not judged again for the next; its home page always is."""
    judged, wrong, numbers = set(), [], {}
    for role in ROLES:
        pages = pages_for(people[role], half_done.get(role, ()))
        numbers[role] = len(pages)
        wrong += [f"{role or 'visitor'}: {line}" for line in named_alike(pages)]
        page = judge_of(browser_of, people[role])
        for address, text in pages:
            main = re.search("<main.*</main>", scrubbed(text), re.DOTALL)[0]
            if address == "/" or main not in judged:
                page.goto(address)
                wrong += [f"{role or 'visitor'}: {line}" for line in complaints(page)]
            judged.add(main)
    assert wrong == [], "\n".join(["", *wrong])
    assert numbers["town"] > numbers[""] > 20
    assert numbers["secretariat"] > numbers["liaison"] > numbers["firm"] > 20


@pytest.mark.parametrize(
    ("role", "address", "button"),
    [
        ("", "/accounts/login/", "ログイン"),
        ("town", "/cases/new/full/", "保存して次へ"),
        ("town", "/needs/new/", "保存して見直す"),
        ("secretariat", "/meetings/import/", "取り込む"),
    ],
)
def test_a_page_with_errors_is_no_barrier(people, browser_of, role, address, button):
    page = judge_of(browser_of, people[role])
    page.goto(address)
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
    page.get_by_role("alert").wait_for()
    assert page.title().startswith("エラー：")
    assert complaints(page) == []


def test_no_way_out_is_no_barrier(people, browser_of):
    """Not there, and refused: both are pages of the house."""
    page = judge_of(browser_of, people["firm"])
    for address, status in (("/cases/C-999/", 404), ("/cases/new/", 409)):
        assert page.goto(address).status == status
        assert complaints(page) == []
