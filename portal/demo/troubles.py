"""Roof, demo: needs. All are made up, say so, and name no town."""

from typing import Any

from accounts.models import User
from cases.models import CaseStudy
from matching import actions
from matching.models import Need
from meetings.models import Meeting, Statement
from vocabulary.models import Field, Obstacle

POSTED: tuple[dict[str, Any], ...] = (
    {
        "title": "避難所の受付を紙と機械の両方でしている",
        "today": "紙の名簿に書いてもらい、あとで職員が表に打ち直している。",
        "work_to_remove": "名簿の打ち直しと、人数の数え直し。",
        "volume": "訓練のたびに約300人分",
        "field": "disaster",
        "obstacles": ["O10"],
        "budget": "under_500k",
        "network": "standalone",
        "tools": "Excel。電波が切れても使えるもの",
        "deadline": "次の訓練まで",
        "visibility": "public",
    },
    {
        "title": "申請書の押印と記入もれを電話で確かめている",
        "today": "届いた申請書を見て、もれがあると1件ずつ電話している。",
        "work_to_remove": "電話と、電話の記録づくり。",
        "volume": "月80件、1件10分",
        "field": "counter",
        "obstacles": ["O1", "O20"],
        "budget": "zero",
        "network": "lgwan",
        "visibility": "public",
    },
    {
        "title": "担当が1人で、休むと問い合わせに答えられない",
        "today": "手順が担当の頭の中にあり、引き継ぎの書類がない。",
        "work_to_remove": "同じ質問に毎年答え直すこと。",
        "field": "people",
        "obstacles": ["O2", "O19"],
        "budget": "undecided",
        "visibility": "members",
    },
)


def load_posted(by: User) -> list[Need]:
    """Needs of the prefecture's own, marked 架空."""
    made = []
    for facts in POSTED:
        values = facts | {
            "field": Field.objects.get(slug=facts["field"]),
            "obstacles": list(Obstacle.objects.filter(code__in=facts["obstacles"])),
            "is_fictional": True,
        }
        made.append(actions.post(actions.create(by=by, **values), by=by))
    return made


def load_heard(meeting: Meeting, by: User) -> Need:
    """The need behind what A市町 said, with a link both ways."""
    voice = Statement.objects.filter(meeting=meeting, turn__speaker__label="A市町").order_by("number").first()
    return actions.from_statement(
        voice, by=by, title="検針票の転記に毎月40時間かかる", field=Field.objects.get(slug="back-office")
    )


def load_needs(meeting: Meeting, stories: list[CaseStudy], by: User) -> None:
    """Everything once: nothing when there are needs already."""
    if Need.objects.exists():
        return
    heard = load_heard(meeting, by)
    load_posted(by)
    recipe = next((case for case in stories if case.is_tip), None)
    if recipe:
        actions.link_case(heard, recipe, by=by, note="職員が自分で作った例として")
        actions.link_statement(heard.statement, recipe, by=by, note="職員が自分で作った例として")
