"""Ground: the roles, and how far a row may be read. Imports nothing of ours."""

from django.db import models


class Role(models.TextChoices):
    """Who somebody is to the portal (product.md §2). Visitors without an account have no role."""

    TOWN = "town", "市町の職員"
    LIAISON = "liaison", "DX推進リエゾン"
    SECRETARIAT = "secretariat", "県事務局"
    FIRM = "firm", "企業"
    ADMIN = "admin", "管理者"


PREFECTURE_ROLES = (Role.LIAISON, Role.SECRETARIAT, Role.ADMIN)


class Position(models.TextChoices):
    """What a town's user is at home; a CIO sees another first page and has the same rights."""

    STAFF = "staff", "担当"
    HEAD = "head", "課長など"
    CIO = "cio", "情報統括責任者（CIO）"


class Visibility(models.TextChoices):
    """How far the owner wants a row to be read once it is published."""

    PRIVATE = "private", "自分の団体だけ"
    PREFECTURE = "prefecture", "県まで"
    MEMBERS = "members", "県内の市町まで"
    PUBLIC = "public", "だれでも"


class Reach(models.TextChoices):
    """How far a row can be read *now*: its visibility, narrowed by its state. Computed by the database."""

    SECRETARIAT = "secretariat", "県事務局だけ"
    PRIVATE = "private", "自分の団体だけ"
    PREFECTURE = "prefecture", "県まで"
    MEMBERS = "members", "県内の市町まで"
    PUBLIC = "public", "だれでも"


class Basis(models.TextChoices):
    """Whose word a case or a rollout is (product.md §8.3)."""

    TOWN = "town", "市町の入力"
    PUBLIC_SOURCE = "public_source", "公開資料から県が入力"
    ON_BEHALF = "on_behalf", "市町に代わって県が入力"


class MunicipalityKind(models.TextChoices):
    """Kinds of basic municipalities, as the source names them."""

    DESIGNATED = "政令市", "政令指定都市"
    CORE = "中核市", "中核市"
    CITY = "市", "市"
    TOWN = "町", "町"
    VILLAGE = "村", "村"
    WARD = "特別区", "特別区"
