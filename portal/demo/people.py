"""Roof, demo: made-up people, one for each role and a second officer. Their names begin with 架空."""

from typing import NamedTuple

from accounts.choices import Position, Role
from accounts.models import Firm, Municipality, User

PASSWORD = "yokoten-demo-2026"  # noqa: S105  # shown on the terminal; these accounts exist in demo mode only


class Person(NamedTuple):
    """Who signs in with which address, and what for."""

    address: str
    name: str
    role: Role
    town: str = ""
    position: Position = Position.STAFF
    section: str = ""


CAST = (
    Person("town@demo.example", "架空 花子", Role.TOWN, "28210", section="情報政策の担当"),
    Person("town2@demo.example", "架空 健", Role.TOWN, "28382", section="総務の担当"),
    Person("cio@demo.example", "架空 一郎", Role.TOWN, "28220", Position.CIO, "副市長"),
    Person("liaison@demo.example", "架空 結", Role.LIAISON),
    Person("secretariat@demo.example", "架空 里", Role.SECRETARIAT, section="情報政策課"),
    Person("secretariat2@demo.example", "架空 森", Role.SECRETARIAT, section="情報政策課"),
    Person("firm@demo.example", "架空 文", Role.FIRM),
    Person("admin@demo.example", "架空 明", Role.ADMIN),
)


def load_people() -> dict[str, User]:
    """The cast by address; people who are there stay as they are."""
    firm, _ = Firm.objects.get_or_create(
        name="架空システム",
        defaults={
            "kana": "かくうしすてむ",
            "is_fictional": True,
            "is_confirmed": True,
            "summary": "見本のための架空の企業です。",
        },
    )
    people = {}
    for person in CAST:
        found = User.objects.filter(email=person.address).first()
        people[person.address] = found or User.objects.create_user(
            person.address,
            PASSWORD,
            name=person.name,
            role=person.role,
            position=person.position,
            section=person.section,
            municipality=Municipality.objects.by_code(person.town).get() if person.town else None,
            firm=firm if person.role == Role.FIRM else None,
            is_demo=True,
        )
    return people


def sign_ins() -> list[str]:
    """One line for each demo sign-in, for the terminal."""
    rows = []
    for user in User.objects.filter(is_demo=True).select_related("municipality", "firm").order_by("pk"):
        home = user.municipality or user.firm
        about = f"{user.get_role_display()}{f'（{home}）' if home else ''}{'・CIO' if user.is_cio else ''}"
        rows.append(f"  {user.email:<28}{about}")
    return [*rows, f"  パスワードは、どれも {PASSWORD}"] if rows else []
