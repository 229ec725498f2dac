"""Ground: which desks of the admin each role of the prefecture may use. Roles are code, not rows."""

from accounts.choices import Role

# role -> app label -> verbs. What a row shows is narrowed further by `visible_to` in each admin class.
DESKS: dict[str, dict[str, frozenset[str]]] = {
    Role.ADMIN: {
        "accounts": frozenset({"view", "add", "change"}),
        "vocabulary": frozenset({"view", "add", "change", "delete"}),
        "cases": frozenset({"view"}),
        "meetings": frozenset({"view"}),
        "matching": frozenset({"view"}),
    },
    Role.SECRETARIAT: {
        "accounts": frozenset({"view"}),
        "vocabulary": frozenset({"view", "add", "change"}),
        "cases": frozenset({"view", "add", "change"}),
        "meetings": frozenset({"view", "add", "change"}),
        "matching": frozenset({"view", "add", "change"}),
    },
    Role.LIAISON: {
        "accounts": frozenset({"view"}),
        "vocabulary": frozenset({"view"}),
        "cases": frozenset({"view"}),
        "meetings": frozenset({"view"}),
        "matching": frozenset({"view", "add", "change"}),
    },
}


def may_use(role: str, perm: str) -> bool:
    """Whether a role has a permission in Django's spelling `app_label.verb_model`."""
    app_label, _, codename = perm.partition(".")
    verb = codename.partition("_")[0]
    return verb in DESKS.get(role, {}).get(app_label, frozenset())
