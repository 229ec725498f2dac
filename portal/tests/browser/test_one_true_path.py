"""Roof, tests: the one true path, walked by all its people in a real browser, with a script and without one."""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from accounts.choices import Role
from portal.testing import make_field, make_town, make_user

MINUTES = """第2回架空県くらしDX検討会議事録

日時	2025年6月3日 10:00~11:00	場所	架空会館

アジェンダ
10:00~10:20	今年度の進め方 (架空県 情報課 例示課長)
10:20~11:00	意見交換

今年度の進め方 (架空県 情報課 例示課長)
■今年度の進め方

- ・小さく試した結果を、費用と一緒に集める。
- ・庁内で減った作業を、時間で示すことが需要である。

意見交換

(A市町)

- ・水道の検針票の打ち直しに、職員が長い時間を使っている。
- ・同じ悩みの市町があれば、話を聞きたい。

(県)

- ・ほかの市町にも聞いてみる。

(以上)
"""
TITLE = "第2回架空県くらしDX検討会"
VOICE = "水道の検針票の打ち直しに、職員が長い時間を使っている。"
CASE = "検針票の転記をなくす"


def code_in(page):
    """The code in the address of the page."""
    return re.search(r"/([MNC]-\d+)/", page.url)[1]


def heading(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def said(page, words):
    """The message on top of the page."""
    expect(page.locator("main > [role=status]").first).to_have_text(words)


def named(words):
    """A name exactly, as a screen reader hears it: a hidden ending such as ：発言3 may follow a blank."""
    return re.compile(f"^{re.escape(words).replace('：', ' ?：')}$") if isinstance(words, str) else words


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=named(name)).click()


def follow(page, name):
    page.get_by_role("main").get_by_role("link", name=named(name)).click()


def status_of(page, address):
    return page.goto(address).status


@pytest.fixture(params=[True, False], ids=["with a script", "without a script"])
def cast(request, transactional_db, browser_of):
    """Everybody's page by name: two officers, the liaison, two towns, and a visitor without an account."""
    make_field()
    aoba = make_town("青葉市", "28991", region="北架空", region_order=1)
    minato = make_town("港町", "28992", region="南架空", region_order=2)
    people = {
        "sato": make_user("Sato", Role.SECRETARIAT),
        "mori": make_user("Mori", Role.SECRETARIAT),
        "yui": make_user("Yui", Role.LIAISON),
        "hana": make_user("Hana", Role.TOWN, municipality=aoba),
        "ken": make_user("Ken", Role.TOWN, municipality=minato),
        "visitor": None,
    }
    pages = {name: browser_of(user, java_script_enabled=request.param) for name, user in people.items()}
    return SimpleNamespace(**pages)


def take_the_record_in(page):
    page.goto("/meetings/import/")
    page.get_by_label("貼り付ける文章").fill(MINUTES)
    press(page, "取り込む")
    heading(page, TITLE)
    expect(page.locator(".list-head")).to_contain_text("確認済み 0/5　要対応 1")
    return code_in(page)


def decide_the_doubt(page):
    """The doubtful word stays as it was said, and readers are told so."""
    expect(page.locator("#i2 mark")).to_contain_text("需要である")
    doubt = page.locator("mark").inner_text()
    page.get_by_label("そのまま〔ママ〕").check()
    press(page, re.compile("^判断を保存"))
    said(page, f"「{doubt}」を判断しました。")
    expect(page.locator("#i2 .text")).to_have_text("庁内で減った作業を、時間で示すことが需要である。〔ママ〕")


def describe_the_meeting(page):
    follow(page, "会議の情報を直す")
    page.get_by_label("匿名にした理由").fill("率直に話し合うため")
    page.get_by_label("作成: 当県").check()
    press(page, "保存する")
    said(page, "会議の情報を保存しました。")


def confirm_every_statement(page):
    for _ in ("what was reported", "A市町"):
        page.get_by_role("button", name="この2件をまとめて確認済みにする").first.click()
        said(page, "2件を確認済みにしました。")
    press(page, "確認済みにする：発言5")
    expect(page.locator(".list-head")).to_contain_text("確認済み 5/5　要対応 0")


def walk(page, act, now):
    """One step of a record on its way: the page that asks, then the deed."""
    follow(page, act)
    heading(page, act)
    press(page, act)
    expect(page.get_by_role("heading", level=2, name=now, exact=True)).to_be_visible()


def publish_the_record(sato, mori):
    """Who edited cannot approve; the second officer does and publishes."""
    walk(sato, "承認に回す", "承認を待っています")
    expect(sato.get_by_role("link", name="承認する")).to_have_count(0)
    mori.goto("/review/")
    follow(mori, TITLE)
    walk(mori, "承認する", "承認済みです。公開できます")
    walk(mori, "公開する", "公開しています")


def read_the_record(visitor):
    visitor.goto("/meetings/")
    follow(visitor, TITLE)
    expect(visitor.locator("#s2 .said > p")).to_have_text("庁内で減った作業を、時間で示すことが需要である。〔ママ〕")
    expect(visitor.locator("#s3 .said > p")).to_have_text(VOICE)
    expect(visitor.locator(".sum")).to_contain_text("率直に話し合うため")
    expect(visitor.locator(".turn h3, .turn h4")).to_have_text(["A市町（匿名） 回答あり", "県"])


def make_a_need_in_two_clicks(page, meeting):
    """From the liaison's page of the record: one click on the statement, one on the button."""
    page.goto(f"/meetings/{meeting}/")
    follow(page, "困りごとにする：発言3")
    press(page, "困りごとにする")
    heading(page, VOICE)
    follow(page, f"{meeting}-3 A市町")
    follow(page, re.compile(r"^N-\d+ 水道の検針票"))
    heading(page, VOICE)
    expect(page.get_by_role("main")).to_contain_text("県の事務局から")
    return code_in(page)


def say_me_too(cast, need):
    """The prefecture learns which town; other towns and visitors read neither the name nor the exact number."""
    cast.ken.goto(f"/needs/{need}/")
    press(cast.ken, "うちも")
    said(cast.ken, "県に「うちも」を伝えました。町の名前は県だけに伝わります。")
    for page, number in ((cast.yui, "1市町"), (cast.hana, "1–2市町"), (cast.visitor, "1–2市町")):
        page.goto(f"/needs/{need}/")
        expect(page.get_by_role("region", name="同じ悩み").locator("b")).to_have_text(number)
        expect(page.get_by_text("港町")).to_have_count(1 if page is cast.yui else 0)


def begin_a_case(page):
    page.goto("/cases/new/")
    page.get_by_label("くわしい事例").check()
    press(page, "次へ")
    page.get_by_label("題名").fill(CASE)
    page.get_by_label("分野").select_option("窓口・行政手続")
    page.get_by_label("問い合わせ先（課）").fill("水道課")
    press(page, "保存して次へ")
    expect(page.locator("main > [role=status]")).to_contain_text("下書きを保存しました。番号はC-")
    return code_in(page)


def tell_the_effect(page):
    page.get_by_label("減る作業").fill("紙の検針票を打ち直す作業")
    page.get_by_label("効果の根拠").fill("水道課が1か月、時計で測った")
    row = page.get_by_role("group", name="効果 1", exact=True)
    for label, words in {"何が": "入力1件", "単位": "分", "前": "４", "後": "1", "年間の件数": "７，２００"}.items():
        row.get_by_label(label, exact=label in "前後").fill(words)
    press(page, "保存して次へ")


def tell_the_cost(page, code):
    """Full-width digits and 万円 are understood, and the page shows as what."""
    row = page.get_by_role("group", name="費用 1", exact=True)
    row.get_by_label("内容").fill("読み取りの道具")
    row.get_by_label("金額（税込）").fill("４８０万円")
    page.get_by_label("一般財源").check()
    page.get_by_label("交付金を使っていない").check()
    press(page, "保存して次へ")
    heading(page, re.compile("^期間・人員"))
    page.goto(f"/cases/{code}/edit/cost/")
    expect(page.locator(".echo")).to_have_text("= 480万円（4,800,000円）")
    press(page, "保存して次へ")


def pass_the_rest(page):
    """What only helps may stay empty: every step is saved and leads on to the next, and the last to the check page."""
    for step in ("期間・人員", "庁内の進め方", "つまずき・声", "出典"):
        expect(page.get_by_role("heading", level=1)).to_contain_text(step)
        press(page, "保存して次へ")


def hand_the_case_over(page):
    expect(page.get_by_role("heading", level=1)).to_contain_text("内容の確認")
    main = page.get_by_role("main")
    for words in ("公開に必要な項目はそろっています", "4分 → 1分", "年360時間", "480万円", "水道課"):
        expect(main).to_contain_text(words)
    page.get_by_label("庁内で決裁した日").fill("R6.3.22")
    press(page, "県に出す")
    expect(main).to_contain_text("県の確認中です。庁内で決裁した日：令和6年3月22日")


def publish_the_case(cast, code):
    assert status_of(cast.visitor, f"/cases/{code}/") == 404
    cast.sato.goto(f"/cases/{code}/")
    follow(cast.sato, "公開する")
    press(cast.sato, "公開する")
    said(cast.sato, f"公開しました。番号は{code}です。")
    assert status_of(cast.visitor, f"/cases/{code}/") == 200
    heading(cast.visitor, f"{CASE} {code}")
    expect(cast.visitor.get_by_role("main")).to_contain_text("480万円")


def study_it(cast, code):
    """検討中 is for the town and the prefecture; a visitor reads a number without a name."""
    cast.ken.goto(f"/cases/{code}/spread/")
    follow(cast.ken, "わが町の段階を入れる")
    cast.ken.get_by_label("段階 必須").select_option("検討中")
    press(cast.ken, "保存する")
    said(cast.ken, "港町の段階を入れました：検討中")
    cast.visitor.goto(f"/cases/{code}/spread/")
    expect(cast.visitor.get_by_role("main")).to_contain_text("1–2市町")
    expect(cast.visitor.get_by_role("main")).not_to_contain_text("港町")


def run_it(cast, code):
    cast.ken.get_by_label("段階 必須").select_option("運用中")
    cast.ken.get_by_label("いつから").fill("令和7年4月1日")
    press(cast.ken, "保存する")
    said(cast.ken, "保存しました。いまの段階：運用中")
    expect(cast.ken.locator(".history li")).to_have_count(2)
    cast.visitor.reload()
    cast.visitor.get_by_role("rowheader").get_by_role("link", name="港町").click()
    expect(cast.visitor.locator(".sum")).to_contain_text("運 運用中")
    expect(cast.visitor.locator(".sum")).to_contain_text("令和7年4月1日")


def search(page, words):
    page.get_by_role("search", name="ポータル全体").get_by_role("searchbox").fill(words)
    page.get_by_role("search", name="ポータル全体").get_by_role("button", name="検索").click()


def find_it_all(page, meeting, need, case):
    """One box: words find the statement, the need and the case; a code opens its page."""
    search(page, "検針票")
    expect(page.locator(".rows .code")).to_have_count(3)
    for code in (f"{meeting}-3", need, case):
        expect(page.locator(".rows .code", has_text=re.compile(f"^{code}$"))).to_be_visible()
    for code, words in {f"{meeting}-3": VOICE, need: VOICE, case: CASE}.items():
        search(page, code.lower())
        expect(page).to_have_url(re.compile(rf"/{code.replace(f'{meeting}-', f'{meeting}/s/')}/$"))
        expect(page.get_by_role("main")).to_contain_text(words)


def test_one_true_path(cast):
    meeting = take_the_record_in(cast.sato)
    assert status_of(cast.visitor, f"/meetings/{meeting}/") == 404
    decide_the_doubt(cast.sato)
    describe_the_meeting(cast.sato)
    confirm_every_statement(cast.sato)
    publish_the_record(cast.sato, cast.mori)
    read_the_record(cast.visitor)
    need = make_a_need_in_two_clicks(cast.yui, meeting)
    say_me_too(cast, need)
    case = begin_a_case(cast.hana)
    tell_the_effect(cast.hana)
    tell_the_cost(cast.hana, case)
    pass_the_rest(cast.hana)
    hand_the_case_over(cast.hana)
    publish_the_case(cast, case)
    study_it(cast, case)
    run_it(cast, case)
    find_it_all(cast.ken, meeting, need, case)
