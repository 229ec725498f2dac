"""Rooms, cases: writing a case on the pages: any order, saved on every step, nothing typed is lost."""

from cases.choices import CaseKind, CaseStatus
from cases.models import CaseEvent, CaseStudy
from cases.tests.told import make_tool, publish_case, submit_case, write_case
from portal.testing import CastTestCase, make_case, make_field, make_obstacle


def rows(prefix, *given, initial=0):
    """The fields of a formset as a browser sends them."""
    sent = {f"{prefix}-TOTAL_FORMS": str(len(given)), f"{prefix}-INITIAL_FORMS": str(initial)}
    for number, row in enumerate(given):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


class CaseBegins(CastTestCase):
    def test_two_kinds_are_offered_and_lead_on(self):
        page = self.as_user(self.hana).get("/cases/new/")
        self.assertContains(page, "くわしい事例")
        self.assertContains(page, "ひとこと事例")
        self.assertRedirects(self.client.get("/cases/new/", {"kind": "tip"}), "/cases/new/tip/")
        nothing_chosen = self.client.get("/cases/new/", {"next": "1"})
        self.assertContains(nothing_chosen, "「どちらを書きますか」を選んでください。", count=2)

    def test_a_tip_is_one_page(self):
        sent = {
            "title": "日程調整を半分に",
            "field": make_field().pk,
            "trouble": "半日かかる",
            "done": "表を作った",
            "result": "1時間で決まる",
            "tools": [make_tool().pk],
            "contact": "総務課",
            "visibility": "members",
        }
        answer = self.as_user(self.hana).post("/cases/new/tip/", sent)
        case = CaseStudy.objects.get()
        self.assertRedirects(answer, f"/cases/{case.code}/edit/check/")
        self.assertEqual((case.kind, case.municipality, case.status), (CaseKind.TIP, self.aoba, CaseStatus.DRAFT))
        self.assertEqual((case.trouble, case.visibility, case.created_by), ("半日かかる", "members", self.hana))
        self.assertContains(self.client.get(f"/cases/{case.code}/edit/check/"), "公開に必要な項目はそろっています")
        self.client.post("/cases/new/tip/", sent)
        self.assertEqual(CaseStudy.objects.count(), 1, "the button was pressed twice")
        self.client.post("/cases/new/tip/", sent | {"done": "別のこと"})
        self.assertEqual(CaseStudy.objects.count(), 2)

    def test_title_and_field_are_asked_for_and_the_rest_stays(self):
        answer = self.as_user(self.hana).post("/cases/new/full/", {"summary": "残る文章", "visibility": "prefecture"})
        self.assertContains(answer, "題名を入力してください。", count=2)
        self.assertContains(answer, "分野を選んでください。", count=2)
        self.assertContains(answer, "<title>エラー：")
        self.assertContains(answer, "残る文章")
        self.assertRegex(answer.content.decode(), r'value="prefecture"[^>]*checked')
        self.assertFalse(CaseStudy.objects.exists())

    def test_the_secretariat_says_whose_case_it_enters(self):
        sent = {"title": "見守り", "field": make_field().pk, "visibility": "public"}
        asked = self.as_user(self.sato).post("/cases/new/full/", sent)
        self.assertContains(asked, "市町を入力してください。", count=2)
        unknown = self.client.post("/cases/new/full/", sent | {"municipality": "青空市", "basis": "public_source"})
        self.assertContains(unknown, "「青空市」という市町はありません。")
        self.client.post("/cases/new/full/", sent | {"municipality": "２８９９１", "basis": "public_source"})
        case = CaseStudy.objects.get()
        self.assertEqual((case.municipality, case.basis, case.needs_confirmation), (self.aoba, "public_source", True))

    def test_others_are_told_why_they_cannot_write(self):
        for user in (self.yui, self.aki, self.fumi):
            with self.subTest(user=user):
                answer = self.as_user(user).get("/cases/new/")
                self.assertContains(answer, "事例を書けるのは、その市町の職員と県事務局です。", status_code=409)
        self.assertRedirects(self.as_user(None).get("/cases/new/"), "/accounts/login/?next=/cases/new/")


class CaseIsWrittenInSteps(CastTestCase):
    def setUp(self):
        self.case = make_case(self.aoba, by=self.hana)
        self.as_user(self.hana)

    def post(self, step, sent, **headers):
        sent = {"version": CaseStudy.objects.get(pk=self.case.pk).revision} | sent
        return self.client.post(f"/cases/{self.case.code}/edit/{step}/", sent, headers=headers)

    def stored(self):
        return CaseStudy.objects.get(pk=self.case.pk)

    def test_every_step_opens_and_unknown_ones_do_not(self):
        for step in ("basics", "effect", "cost", "period", "office", "lessons", "sources", "check"):
            with self.subTest(step=step):
                page = self.client.get(f"/cases/{self.case.code}/edit/{step}/")
                self.assertContains(page, 'aria-current="step"')
        for step in ("tip", "other"):
            self.assertEqual(self.client.get(f"/cases/{self.case.code}/edit/{step}/").status_code, 404)

    def test_writing_begins_where_something_is_missing(self):
        self.case.contact = "総務課"
        self.case.save()
        self.assertRedirects(self.client.get(f"/cases/{self.case.code}/edit/"), f"/cases/{self.case.code}/edit/effect/")

    def test_costs_are_typed_as_people_type_them(self):
        lines = rows(
            "cost_lines",
            {"phase": "setup", "payer": "grant", "label": "機器", "amount": "４８０万円", "fiscal_year": "令和5年度"},
            {"phase": "yearly", "payer": "own", "label": "利用料", "amount": "1,200千円", "fiscal_year": "R6"},
            {"phase": "yearly", "payer": "unknown", "label": "通信", "amount": "", "fiscal_year": ""},
            {"phase": "yearly", "payer": "firm", "label": " ", "amount": "", "fiscal_year": ""},
        )
        sent = lines | {"funding": ["grant", "general_funds"], "after_grant": "undecided"}
        answer = self.post("cost", sent)
        self.assertRedirects(answer, f"/cases/{self.case.code}/edit/period/")
        stored = [(line.phase, line.payer, line.amount, line.fiscal_year) for line in self.stored().cost_lines.all()]
        self.assertEqual(
            stored,
            [
                ("setup", "grant", 4_800_000, 2023),
                ("yearly", "own", 1_200_000, 2024),
                ("yearly", "unknown", None, None),
            ],
        )
        page = self.client.get(f"/cases/{self.case.code}/edit/cost/")
        self.assertContains(page, "= 480万円（4,800,000円）")
        self.assertContains(page, 'value="令和5年度"')

    def test_the_after_grant_choice_is_not_needed_to_save(self):
        self.assertEqual(self.post("cost", rows("cost_lines") | {"funding": ["grant"]}).status_code, 302)
        self.assertEqual((self.stored().funding, self.stored().after_grant), (["grant"], ""))

    def test_an_error_keeps_every_value_and_stores_nothing(self):
        sent = rows("cost_lines", {"phase": "yearly", "payer": "user", "label": "利用料", "amount": "だいたい高い"})
        sent |= {"funding": ["grant", "none"], "funding_note": "1/2", "after_grant": "reduced"}
        page = self.post("cost", sent)
        text = page.content.decode()
        self.assertEqual(page.status_code, 200)
        self.assertIn("<title>エラー：", text)
        self.assertIn("「金額（税込）」：数字で入力してください。例：480万円、1,200", text)
        self.assertIn("「費用なし」は、ほかの財源と一緒に選べません。", text)
        self.assertIn('value="だいたい高い"', text)
        self.assertIn('value="1/2"', text)
        self.assertRegex(text, r'value="reduced"[^>]*checked')
        self.assertRegex(text, r'<option value="user" selected')
        self.assertIn("要確認</span>", text)
        self.assertFalse(self.stored().cost_lines.exists())
        self.assertEqual((self.stored().funding, self.stored().revision), ([], 1))

    def test_an_emptied_row_goes(self):
        self.post("cost", rows("cost_lines", {"label": "機器", "amount": "1"}, {"label": "保守", "amount": "2"}))
        self.post("cost", rows("cost_lines", {"label": "", "amount": ""}, {"label": "保守", "amount": "2"}, initial=2))
        self.assertEqual([line.label for line in self.stored().cost_lines.all()], ["保守"])

    def test_more_rows_come_without_a_script_and_keep_what_was_typed(self):
        answer = self.post("cost", rows("cost_lines", {"label": "機器", "amount": "5"}) | {"add": "1"})
        self.assertRedirects(answer, f"/cases/{self.case.code}/edit/cost/?more=1#rows", fetch_redirect_response=False)
        page = self.client.get(answer.url)
        self.assertContains(page, 'name="cost_lines-TOTAL_FORMS" value="6"')
        self.assertContains(page, 'value="機器"')
        wrong = self.post("cost", rows("cost_lines", {"label": "保守", "amount": "x"}) | {"add": "1"})
        self.assertContains(wrong, 'name="cost_lines-TOTAL_FORMS" value="4"')
        self.assertContains(wrong, 'value="保守"')

    def test_effects_take_full_width_and_fractions(self):
        sent = {"indicator": "記録", "unit": "時間", "before": "１６", "after": "5.5", "volume": "1,440"}
        self.post("effect", rows("effects", sent | {"is_estimate": "on"}) | {"work_removed": "打つ作業"})
        effect = self.stored().effects.get()
        self.assertEqual((effect.change(), effect.volume, effect.is_estimate), ("16時間 → 5.5時間", 1440, True))
        wrong = self.post("effect", rows("effects", {"before": "60分"}) | {"work_removed": "打つ作業"})
        for sentence in ("何がを入力", "単位を入力", "数字だけを入力してください"):
            self.assertContains(wrong, sentence)
        self.assertContains(wrong, 'value="60分"')

    def test_an_obstacle_is_named_once(self):
        code = make_obstacle().code
        met = {"obstacle_id": code, "how_passed": "試した"}
        twice = rows("case_obstacles", met, {"obstacle_id": code})
        self.assertContains(self.post("lessons", twice), "同じつまずきを2回選んでいます。")
        self.post("lessons", rows("case_obstacles", met) | {"pitfalls": "方言"})
        self.assertEqual(self.stored().case_obstacles.get().how_passed, "試した")

    def test_sources_carry_their_dates(self):
        sent = {"title": "資料", "url": "example.lg.jp/a", "dated": "令和5年3月", "retrieved_on": "R6.3.22"}
        self.post("sources", rows("sources", sent))
        source = self.stored().sources.get()
        self.assertEqual((source.url, str(source.retrieved_on)), ("https://example.lg.jp/a", "2024-03-22"))
        self.assertNotContains(self.client.get(f"/cases/{self.case.code}/edit/sources/"), "出典に書かれていない項目")

    def test_saving_the_same_twice_is_no_change(self):
        sent = rows("cost_lines", {"label": "機器", "amount": "5"}) | {"version": "1", "funding": ["grant"]}
        for _ in range(2):
            self.assertEqual(self.client.post(f"/cases/{self.case.code}/edit/cost/", sent).status_code, 302)
        self.assertEqual((self.stored().revision, self.stored().cost_lines.count()), (2, 1))

    def test_a_case_under_review_is_not_written(self):
        case = submit_case(write_case(self.aoba, self.hana), self.hana)
        page = self.client.get(f"/cases/{case.code}/edit/basics/")
        self.assertContains(page, "県が確認しています。", status_code=409)


class CaseSavesItself(CastTestCase):
    def autosave(self, case, sent, version):
        self.as_user(self.hana)
        path = f"/cases/{case.code}/edit/office/"
        return self.client.post(path, sent | {"version": version}, headers={"X-Autosave": "1"})

    def test_it_answers_when_it_saved_and_the_new_version(self):
        case = make_case(self.aoba)
        answer = self.autosave(case, {"engagement": "1人と試した"}, 1)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.json()["version"], 2)
        self.assertRegex(answer.json()["message"], r"^保存しました（(午前|午後|正午).*）。$")
        case.refresh_from_db()
        self.assertEqual(case.engagement, "1人と試した")

    def test_it_says_so_when_somebody_else_was_first(self):
        case = make_case(self.aoba, revision=5, engagement="先の文")
        answer = self.autosave(case, {"engagement": "後の文"}, 4)
        self.assertEqual((answer.status_code, "ほかの人が先に" in answer.json()["message"]), (409, True))
        case.refresh_from_db()
        self.assertEqual(case.engagement, "先の文")

    def test_it_cannot_save_what_is_wrong(self):
        answer = self.autosave(make_case(self.aoba), {"stop_criteria": "長" * 301}, 1)
        self.assertEqual((answer.status_code, "まだ保存できない" in answer.json()["message"]), (400, True))

    def test_what_is_public_is_not_changed_by_itself(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        answer = self.autosave(case, {"engagement": "書きかけ"}, case.revision)
        self.assertEqual((answer.status_code, "自動では保存しません" in answer.json()["message"]), (409, True))
        self.assertFalse(CaseEvent.objects.filter(verb="updated").exists())
        page = self.client.get(f"/cases/{case.code}/edit/office/")
        self.assertNotContains(page, "data-autosave>")
