"""Ground: who, one file per idea."""

from accounts.models.firm import Firm
from accounts.models.invitation import Invitation
from accounts.models.municipality import Municipality
from accounts.models.user import User

__all__ = ["Firm", "Invitation", "Municipality", "User"]
