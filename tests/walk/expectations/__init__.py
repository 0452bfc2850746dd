"""Who may open what, by hand: rule → principals. A recorded answer would bless the bugs; this table is the intention."""

from tests.walk.expectations import among, ground, path
from tests.walk.expectations.cast import PRINCIPALS, STRANGER, SUSPENDED, TEAM, VISITOR

__all__ = ["MAY", "PRINCIPALS", "PROVED_BY_ITS_ADDRESS", "SEES_ALL", "STRANGER", "SUSPENDED", "VISITOR"]

# on the near side, where each role is held in the widest place it may be given
MAY = ground.MAY | path.MAY | among.MAY
# who sees the far side, still in preparation: nobody else gets more than « this page is not there »
SEES_ALL = TEAM
# a post without our token is what RFC 8058 asks for there: the signed link is the proof
PROVED_BY_ITS_ADDRESS = {"stop-at-once"}
