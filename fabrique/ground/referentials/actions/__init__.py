"""Every write on referentials: versions, and the proposals that feed the next one."""

from fabrique.ground.referentials.actions.proposals import accept, carry, decline, propose, remark, withdraw
from fabrique.ground.referentials.actions.versions import (
    add_for_scope,
    add_item,
    discard_draft,
    edit_item,
    move_item,
    open_draft,
    publish_draft,
    publish_version,
    remove_item,
)

__all__ = [
    "accept",
    "add_for_scope",
    "add_item",
    "carry",
    "decline",
    "discard_draft",
    "edit_item",
    "move_item",
    "open_draft",
    "propose",
    "publish_draft",
    "publish_version",
    "remark",
    "remove_item",
    "withdraw",
]
