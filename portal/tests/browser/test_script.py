"""Roof, tests: the one script: what is extra works, and without it nothing is missing."""

import json

import pytest
from playwright.sync_api import expect

ARRIVED = {"body": "<title>届いた</title>", "content_type": "text/html; charset=utf-8"}
HEAD = '<!DOCTYPE html><html lang="ja"><title>見本</title><script src="/static/js/portal.js" defer></script>'
DRAFT = """<form method="post" data-autosave><input name="version" value="3"><input name="title" value="あ">
<p role="status" data-autosave-status></p><button name="next" value="yes">保存</button></form>"""
REVIEW = """<label hidden><input type="checkbox" data-keys-switch checked> n・p キーで移動する</label><input id="text">
<div data-keys><article id="a" data-key-target>1</article><article id="b" data-key-target>2</article></div>"""


@pytest.fixture
def sample(context):
    """Opens a made-up page of the portal; returns it with the list of what it sent."""

    def open_page(body, answer=None):
        page, sent = context.new_page(), []

        def reply(route):
            if route.request.method == "GET":
                return route.fulfill(content_type="text/html; charset=utf-8", body=HEAD + body)
            sent.append(route.request)
            return route.fulfill(**(answer or ARRIVED))

        page.route("**/sample/", reply)
        page.clock.install()
        page.goto("/sample/")
        return page, sent

    return open_page


def json_answer(status, **said):
    return {"status": status, "content_type": "application/json", "body": json.dumps(said)}


def wait_for(page, things):
    """Until something has arrived in the list; five seconds at most."""
    for _ in range(100):
        if things:
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing arrived")


def active(page):
    return page.evaluate("document.activeElement.id")


def test_a_draft_is_saved_twenty_seconds_after_the_last_key(sample):
    page, sent = sample(DRAFT, json_answer(200, message="午前10時42分に保存しました。", version=4))
    page.fill("[name=title]", "いろは")
    page.clock.fast_forward(19_000)
    assert sent == []
    page.clock.fast_forward(2_000)
    expect(page.get_by_role("status")).to_have_text("午前10時42分に保存しました。")
    assert sent[0].headers["x-autosave"] == "1"
    assert "いろは" in sent[0].post_data
    expect(page.locator("[name=version]")).to_have_value("4")


def test_after_somebody_else_saved_first_nothing_more_is_sent(sample):
    page, sent = sample(DRAFT, json_answer(409, message="ほかの人が先に保存しました。"))
    for words in ("い", "ろ"):
        page.fill("[name=title]", words)
        page.clock.fast_forward(21_000)
        expect(page.get_by_role("status")).to_have_text("ほかの人が先に保存しました。")
    assert len(sent) == 1


def test_a_lost_line_is_said(sample):
    page, _ = sample(DRAFT)
    page.context.set_offline(True)
    page.route("**/sample/", lambda route: route.abort())
    page.fill("[name=title]", "い")
    page.clock.fast_forward(21_000)
    expect(page.get_by_role("status")).to_have_text("通信が切れています。まだ保存していません。")


def test_the_button_that_was_pressed_is_sent_along_and_no_autosave_follows(sample):
    page, sent = sample(DRAFT)
    page.fill("[name=title]", "い")
    page.get_by_role("button").click()
    expect(page).to_have_title("届いた")
    assert len(sent) == 1
    assert "x-autosave" not in sent[0].headers
    assert "next=yes" in sent[0].post_data


def test_a_save_on_its_way_is_waited_for(sample):
    page, sent = sample(DRAFT)
    held = []
    page.route(
        "**/sample/", lambda route: held.append(route) if "x-autosave" in route.request.headers else route.fallback()
    )
    page.fill("[name=title]", "い")
    page.clock.fast_forward(21_000)
    wait_for(page, held)
    page.get_by_role("button").click()
    page.clock.run_for(100)
    assert (len(held), len(sent)) == (1, 0)
    held[0].fulfill(**json_answer(200, version=4))
    expect(page).to_have_title("届いた")
    assert 'name="version"\r\n\r\n4' in sent[0].post_data or "version=4" in sent[0].post_data


def test_two_quick_presses_are_one(sample):
    page, sent = sample(
        '<form method="post" target="frame"><button>うちも</button></form><iframe name="frame"></iframe>'
    )
    page.get_by_role("button").dblclick()
    wait_for(page, sent)
    page.wait_for_timeout(300)
    assert len(sent) == 1


def test_keys_walk_from_item_to_item_unless_somebody_types(sample):
    page, _ = sample(REVIEW)
    page.keyboard.press("n")
    assert active(page) == "a"
    page.keyboard.press("n")
    assert active(page) == "b"
    page.keyboard.press("p")
    assert active(page) == "a"
    page.focus("#text")
    page.keyboard.press("n")
    assert active(page) == "text"


def test_keys_stay_off_once_switched_off(sample):
    page, _ = sample(REVIEW)
    page.get_by_label("n・p キーで移動する").uncheck()
    page.reload()
    expect(page.get_by_label("n・p キーで移動する")).not_to_be_checked()
    page.keyboard.press("n")
    assert active(page) == ""


def test_copying_says_that_it_copied(sample):
    page, _ = sample('<p id="cite">発言35</p><button type="button" data-copy-from="#cite" hidden>コピー</button>')
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="コピー").click()
    expect(page.get_by_role("button")).to_have_text("コピーしました")
    assert page.evaluate("navigator.clipboard.readText()") == "発言35"


def test_an_error_summary_is_where_reading_begins(sample):
    page, _ = sample('<div id="summary" tabindex="-1" data-focus>確認してください</div>')
    assert active(page) == "summary"
