"""What a line of the log never says."""

import logging

from django.core import signing

from fabrique.core.logs import LineFormatter


def test_log_holds_no_signed_link():
    """Django writes the address of what it refuses; a link refused today may open again tomorrow."""
    link, feed = signing.dumps("abcd", salt="canari"), signing.Signer(sep=".").sign("abcdefgh")
    for path in (f"/invitation/cercle/{link}", f"/agenda/flux/{feed}.ics", f"/suivi/{link}/x"):
        line = LineFormatter().format(logging.makeLogRecord({"msg": "Gone: %s", "args": (path,)}))

        assert "Gone: /" in line
        assert link.split(":")[-1] not in line
        assert feed.split(".")[-1] not in line
    plain = LineFormatter().format(
        logging.makeLogRecord({"msg": "Not Found: /parcours/cohortes/fictive/seances/fic-j1/"})
    )
    assert plain.endswith("/parcours/cohortes/fictive/seances/fic-j1/")
