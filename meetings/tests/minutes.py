"""Rooms, meetings: a made-up record for the tests of the desk, and the shortest way to have it as a draft."""

from meetings.actions import describing, publishing, reviewing
from meetings.actions.deciding import decide
from meetings.actions.importing import import_minutes, read_minutes
from meetings.choices import IssueDecision
from meetings.models import Statement

MINUTES = """第3回架空県DX検討会議事録

日時	2025年5月20日 14:00~15:00	場所	架空会館

アジェンダ
14:00~14:20	今年度の取組の報告 (架空県 情報課 山野課長)
14:20~15:00	今後に関する意見交換

今年度の取組の報告 (架空県 情報課 山野課長)
■今年度の取組

- ・書かない窓口の試行を2市町で始めた。
- ・前回いただいた意見を活かしていくことが需要である。

今後に関する意見交換

(A市町)

- ・予算が足りず、窓口の改善が進まない。
- ・係の見本花子さんが一人で続けている。

(県)

- ・共同で進める方法を一緒に考えたい。

(B市町)

- ・隣の町の経験を聞きたい。

(以上)
"""


def take_in(by, text: str = MINUTES, name: str = "第3回.txt", council=None):
    """The draft that the text becomes."""
    return import_minutes(read_minutes(text.encode(), name), by=by, council=council)


def number(meeting, number: int) -> Statement:
    """A statement of the meeting, fresh from the database."""
    return Statement.objects.select_related("meeting", "turn__speaker").get(meeting=meeting, number=number)


def settle_all(meeting, by) -> None:
    """Everything that stands between a draft and the approver: doubts, confirmations, facts."""
    for issue in meeting.issues.filter(decision=IssueDecision.OPEN):
        decide(issue, by=by, decision=IssueDecision.NO_PROBLEM)
    pending = meeting.statements.filter(check_state="pending").select_related("turn")
    reviewing.accept(meeting, by=by, seen={row.number: row.stamp for row in pending})
    meeting.refresh_from_db()
    describing.describe(meeting, by=by, seen=meeting.stamp, is_own_record=True, anonymity_reason="率直に話し合うため")
    meeting.refresh_from_db()


def publish_all(meeting, editor, approver) -> None:
    """The whole way to the public."""
    settle_all(meeting, editor)
    publishing.submit(meeting, by=editor)
    publishing.approve(meeting, by=approver)
    publishing.publish(meeting, by=approver)
    meeting.refresh_from_db()
