"""Roof, tests: the frame at the widths that people have, and what a finger or a key must reach."""

import pytest
from django.urls import reverse

MEASURE = """() => {
  const shown = [...document.querySelectorAll("body *")].filter((e) => e.offsetParent);
  const speaks = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  const box = (e) => e.getBoundingClientRect();
  return {
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    tiny: shown.filter((e) => speaks(e) && parseFloat(getComputedStyle(e).fontSize) < 13.9).map((e) => e.outerHTML),
    low: shown.filter((e) => e.matches("header a, header button, footer a, .button") && box(e).height < 35)
              .map((e) => e.outerHTML),
    header: Math.round(box(document.querySelector(".site-header > .wrap")).height),
  };
}"""


@pytest.mark.parametrize(("width", "tallest"), [(1366, 60), (375, 100), (320, 190)])
def test_the_header_is_low_and_nothing_is_wider_or_smaller_than_it_may_be(page, width, tallest):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(reverse("accessibility"))
    found = page.evaluate(MEASURE)
    assert (found["wider"], found["tiny"], found["low"]) == (0, [], [])
    assert found["header"] <= tallest


def test_the_first_key_leads_to_the_text(page):
    page.goto(reverse("accessibility"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "本文へ移動"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_wider_letter_spacing_loses_nothing(page):
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto(reverse("account_login"))
    page.evaluate("""() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; }");
      document.adoptedStyleSheets = [sheet];
    }""")
    assert page.evaluate(MEASURE)["wider"] == 0


def test_paper_has_the_address_and_the_moment_and_no_menu(page):
    page.goto(reverse("accessibility"))
    page.emulate_media(media="print")
    assert page.locator(".print-line").is_visible()
    assert "出力日時" in page.locator(".print-line").inner_text()
    assert not page.locator(".site-nav").is_visible()
    assert not page.locator(".site-footer").is_visible()
