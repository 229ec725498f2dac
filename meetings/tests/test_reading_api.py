"""Councils, records, statements and commitments by API: the same as the pages, for the same readers."""

import datetime

from meetings.choices import MeetingStatus, ReplyBasis
from meetings.models import Attendee, Commitment, Council, Decision, Meeting, Section, Statement
from portal.testing import CastTestCase, make_council, make_meeting
from search import index


class ReadingCase(CastTestCase):
    def get(self, path, status=200):
        response = self.client.get(f"/api/v1{path}")
        self.assertEqual(response.status_code, status, response.content[:300])
        return response.json()

    def put(self, meeting):
        """Into the search index, as publication does."""
        rows = meeting.statements.select_related("meeting", "turn__speaker")
        index.put([*meeting.search_entries(), *(entry for row in rows for entry in row.search_entries())])


class RecordTests(ReadingCase):
    def setUp(self):
        self.meeting = make_meeting(by=self.sato, voices=("A市町", "県", "B市町"), starts_at=datetime.time(10))
        a, answer, self.b = self.meeting.turns.order_by("number")
        answer.reply_to, answer.reply_basis = a, ReplyBasis.RULE
        answer.save()

    def test_a_meeting_comes_with_its_whole_record(self):
        section = Section.objects.create(meeting=self.meeting, order=1, key="s1", heading="まとめ")
        Statement.objects.create(
            meeting=self.meeting, number=4, kind="report", text="終わり。", source_text="終わる。", section=section
        )
        Decision.objects.create(meeting=self.meeting, order=1, text="次は秋。")
        found = self.get(f"/meetings/{self.meeting.code}/")
        self.assertEqual((found["held_on"], found["starts_at"], found["fiscal_year"]), ("2024-03-22", "10:00:00", 2023))
        self.assertEqual((found["statement_count"], found["voice_count"], found["unanswered_count"]), (4, 2, 1))
        self.assertEqual([item["title"] for item in found["agenda"]], ["意見交換"])
        self.assertEqual(found["sections"][0]["statements"][0]["text"], "終わり。")
        self.assertTrue(found["sections"][0]["statements"][0]["corrected"])
        self.assertEqual([turn["speaker"]["label"] for turn in found["turns"]], ["A市町", "県", "B市町"])
        self.assertEqual([turn["reply_to"] for turn in found["turns"]], [None, 1, None])
        self.assertEqual([turn["answer_state"] for turn in found["turns"]], ["answered", None, "unanswered"])
        self.assertEqual(found["turns"][0]["statements"][0]["code"], f"{self.meeting.code}-1")
        self.assertEqual(found["decisions"], [{"order": 1, "text": "次は秋。"}])

    def test_the_inside_of_a_record_stays_inside(self):
        Attendee.objects.create(meeting=self.meeting, order=1, name="架空 花子")
        Statement.objects.filter(meeting=self.meeting, number=1).update(source_text="本町の秘密の原文")
        found = self.get(f"/meetings/{self.meeting.code}/")
        inside = {"attendees", "events", "source", "source_text", "approved_by", "approved_at", "created_at", "issues"}
        self.assertEqual(set(found) & inside, set())
        for viewer in (None, self.hana, self.sato):
            text = self.as_user(viewer).get(f"/api/v1/meetings/{self.meeting.code}/").content.decode()
            for words in ("架空 花子", "本町の秘密の原文", "Sato", "sato@"):
                self.assertNotIn(words, text)

    def test_a_code_is_read_in_any_spelling(self):
        for code in (self.meeting.code, self.meeting.code.lower(), f"M{self.meeting.pk}"):
            self.assertEqual(self.get(f"/meetings/{code}/")["code"], self.meeting.code)

    def test_the_list_has_the_filters_of_the_page_and_refuses_others(self):
        other = make_meeting(by=self.sato, council=make_council("hoka", "別の会"), fiscal_year=2020, voices=("県",))
        self.assertEqual(self.get("/meetings/")["count"], 2)
        for query in ("council=hoka", "fiscal_year=2020"):
            self.assertEqual([row["code"] for row in self.get(f"/meetings/?{query}")["results"]], [other.code])
        self.assertEqual(self.get("/meetings/?unanswered=true")["results"][0]["code"], self.meeting.code)
        for query in ("status=draft", "council=nai", "fiscal_year=x", "held_on__gte=2020-01-01"):
            problem = self.get(f"/meetings/?{query}", 400)
            self.assertEqual(problem["errors"][0]["field"], query.split("=")[0])

    def test_statements_have_their_filters(self):
        self.put(self.meeting)
        facts = {"held_on": datetime.date(2025, 1, 1), "council": make_council("hoka")}
        later = make_meeting(by=self.sato, voices=("県",), **facts)
        codes = [f"{self.meeting.code}-{number}" for number in (1, 2, 3)]
        for query, expected in [
            (f"meeting={self.meeting.code}", codes),
            ("q=3つ目", codes[2:]),
            ("speaker=A市町", codes[:1]),
            ("speaker_kind=municipality", [codes[0], codes[2]]),
            ("voices=true", [codes[0], codes[2]]),
            ("kind=answer", [f"{later.code}-1", codes[1]]),
            ("answered=true", codes[:1]),
            ("answered=false", codes[2:]),
            ("council=kakuu-dx", codes),
            ("from=2024-12-31", [f"{later.code}-1"]),
            ("until=R6.12.31", codes),
            ("from=2024-03-22&until=2024-03-22", codes),
        ]:
            self.assertEqual([row["code"] for row in self.get(f"/statements/?{query}")["results"]], expected, query)
        for query in ("text__contains=a", "kind=speech", "from=2024-02-30", "answered=maybe", "turn__speaker=1"):
            self.get(f"/statements/?{query}", 400)

    def test_one_statement_is_addressed_by_meeting_and_number(self):
        found = self.get(f"/statements/{self.meeting.code}/2/")
        self.assertEqual((found["text"], found["kind"]), ("県の2つ目の発言。", "answer"))
        self.assertEqual(found["meeting"], self.meeting.code)
        self.assertEqual((found["turn"]["speaker"]["label"], found["turn"]["reply_to"]), ("県", 1))
        for path in (f"/statements/{self.meeting.code}/99/", "/statements/M-999/1/", "/statements/C-001/1/"):
            self.get(path, 404)

    def test_councils_and_commitments(self):
        facts = {"text": "調べる", "owner": "情報課", "created_by": self.sato}
        Commitment.objects.create(meeting=self.meeting, turn=self.b, **facts)
        self.assertEqual(self.get("/councils/")["results"][0]["names"][0]["name"], "架空県DX検討会")
        self.assertEqual(self.get("/councils/kakuu-dx/")["slug"], "kakuu-dx")
        self.assertEqual(self.get("/councils/?q=架空県 DX")["count"], 1)
        promised = self.get(f"/commitments/?meeting={self.meeting.code}&done=false")["results"]
        self.assertEqual([(row["text"], row["turn"]) for row in promised], [("調べる", 3)])
        self.assertEqual(self.get(f"/commitments/{promised[0]['code']}/")["owner"], "情報課")
        self.assertEqual(set(promised[0]), {"code", "meeting", "turn", "text", "owner", "due_on", "done_on", "result"})

    def test_lists_and_a_record_cost_the_same_for_one_and_for_three(self):
        Section.objects.create(meeting=self.meeting, order=1, key="s", heading="はじめ")
        path = f"/api/v1/meetings/{self.meeting.code}/"
        for wanted in (1, 3):
            while Meeting.objects.count() < wanted:
                more = make_meeting(by=self.sato, voices=("A市町", "県", "B市町"))
                more.turns.filter(number=2).update(reply_to=more.turns.get(number=1), reply_basis=ReplyBasis.RULE)
                Section.objects.create(meeting=self.meeting, order=Meeting.objects.count(), key="s", heading="まとめ")
                number = self.meeting.statements.count() + 1
                facts = {"kind": "report", "text": "報告。", "source_text": "報告。"}
                Statement.objects.create(meeting=self.meeting, number=number, turn=self.b, **facts)
            # meetings: years, count, page. statements: count, page, turns. record: meeting, agenda, headings and
            # their items, turns and their statements, decisions, papers, commitments.
            for address, queries in [("/api/v1/meetings/", 3), ("/api/v1/statements/", 3), (path, 9)]:
                with self.subTest(meetings=wanted, path=address), self.assertNumQueries(queries):
                    self.assertEqual(self.client.get(address).status_code, 200)


class HiddenTests(ReadingCase):
    def test_what_is_not_published_exists_for_the_secretariat_alone(self):
        draft = make_meeting(by=self.sato, status=MeetingStatus.DRAFT, council=make_council("himitsu", "秘密の会"))
        Commitment.objects.create(meeting=draft, text="調べる", owner="情報課", created_by=self.sato)
        self.put(draft)
        paths = [f"/meetings/{draft.code}/", f"/statements/{draft.code}/1/", "/councils/himitsu/"]
        paths += [f"/commitments/{draft.commitments.get().code}/"]
        for viewer in (None, self.hana, self.yui, self.aki, self.fumi):
            self.as_user(viewer)
            for name in ("councils", "meetings", "statements", "commitments"):
                self.assertEqual(self.get(f"/{name}/")["count"], 0, (viewer, name))
            self.assertEqual(self.get("/statements/?q=発言")["count"], 0)
            for path in paths:
                self.get(path, 404)
        self.as_user(self.sato)
        self.assertEqual(self.get(f"/meetings/{draft.code}/")["status"], "draft")
        self.assertEqual(self.get("/statements/?q=発言")["count"], 2)

    def test_hidden_and_unknown_are_answered_with_the_same_bytes(self):
        draft = make_meeting(by=self.sato, status=MeetingStatus.DRAFT)
        for hidden, unknown in [
            (f"/api/v1/meetings/{draft.code}/", "/api/v1/meetings/M-999/"),
            (f"/api/v1/statements/{draft.code}/1/", "/api/v1/statements/M-999/1/"),
        ]:
            self.assertEqual(self.client.get(hidden).content, self.client.get(unknown).content)
        for tail in ("", "s/1/", "ledger/"):
            hidden = self.client.get(f"/meetings/{draft.code}/{tail}").content.decode()
            unknown = self.client.get(f"/meetings/M-999/{tail}").content.decode()
            same = hidden.replace(draft.code, "M-999")
            self.assertEqual(*(text.split("出力日時")[0] for text in (same, unknown)))


class WritingTests(ReadingCase):
    def post(self, path, body=None, status=200, user=None):
        self.as_user(user or self.sato)
        response = self.client.post(f"/api/v1{path}", body or {}, content_type="application/json")
        self.assertEqual(response.status_code, status, response.content[:300])
        return response.json()

    def test_a_text_becomes_a_draft_once(self):
        head = "第2回架空町まちづくり検討会 議事録\n\n日時：令和6年5月10日 10時～11時\n場所：架空会館\n\n"
        text = head + "(A市町)\n\n・窓口が混む。\n\n(県)\n\n・調べる。\n"
        for path in ("/meetings/", "/meetings/import/"):
            Meeting.objects.all().delete()
            made = self.post(path, {"text": text, "name": "5月.txt"}, 201)
            self.assertEqual((made["status"], made["held_on"], made["voice_count"]), ("draft", "2024-05-10", 1))
        self.assertIn(made["code"], self.post("/meetings/", {"text": text}, 409)["detail"])

    def test_wrong_bodies_are_told_by_field(self):
        for body, field in [({}, "text"), ({"text": ""}, "text"), ({"text": "あ", "council": "nai"}, "council")]:
            self.assertIn(field, {error["field"] for error in self.post("/meetings/", body, 400)["errors"]})
        self.post("/meetings/", {"text": "ただの文です。"}, 409)
        self.assertEqual(Meeting.objects.count(), 0)

    def test_a_record_goes_all_the_way_with_a_second_person(self):
        meeting = make_meeting(by=self.sato, status=MeetingStatus.DRAFT, anonymity_reason="率直に話すため。")
        meeting.statements.update(check_state="accepted", checked_at="2024-04-01T00:00Z", checked_by=self.sato)
        path = f"/meetings/{meeting.code}"
        self.assertEqual(self.post(f"{path}/submit/")["status"], "in_review")
        self.assertIn("承認できません", self.post(f"{path}/approve/", status=409)["detail"])
        self.assertEqual(self.post(f"{path}/return/", {"reason": "直すため"})["status"], "draft")
        self.post(f"{path}/submit/")
        self.assertEqual(self.post(f"{path}/approve/", user=self.mori)["status"], "approved")
        self.assertEqual(self.post(f"{path}/publish/")["status"], "published")
        self.assertEqual(self.post(f"{path}/withdraw/", status=400)["errors"][0]["field"], "reason")
        self.assertEqual(self.post(f"{path}/withdraw/", {"reason": "誤り"})["status"], "withdrawn")

    def test_nobody_else_moves_or_imports(self):
        shown, hidden = make_meeting(by=self.sato), make_meeting(by=self.sato, status=MeetingStatus.DRAFT)
        for somebody in (self.hana, self.yui, self.aki, self.fumi):
            self.post("/meetings/", {"text": "会議"}, 409, somebody)
            self.post(f"/meetings/{shown.code}/withdraw/", {"reason": "x"}, 409, somebody)
            self.post(f"/meetings/{hidden.code}/submit/", None, 404, somebody)
            body = {"meeting": shown.code, "text": "a", "owner": "b"}
            self.post("/commitments/", body, 409, somebody)
        self.client.logout()
        self.assertEqual(self.client.post("/api/v1/meetings/", {}, content_type="application/json").status_code, 403)
        self.assertEqual(Council.objects.count(), 1)

    def test_a_commitment_is_recorded_for_a_voice(self):
        meeting = make_meeting(by=self.sato)
        body = {"meeting": meeting.code, "turn": 1, "text": "調べる", "owner": "情報課", "due_on": "2024-09-30"}
        made = self.post("/commitments/", body, 201)
        self.assertEqual((made["turn"], made["due_on"], made["done_on"]), (1, "2024-09-30", None))
        self.post("/commitments/", body | {"turn": 99}, 404)
        self.post("/commitments/", body | {"due_on": "きのう"}, 400)
