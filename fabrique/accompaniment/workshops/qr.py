"""The address of a room as a drawing that a phone reads: dark on white whatever the page, since phones read no other."""

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString

QUIET = 4  # modules left white around, as the norm asks


def drawn(address: str, label: str) -> SafeString:
    code = qrcode.QRCode(border=QUIET)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<rect width="{0}" height="{0}" fill="#ffffff"/><path fill="#000000" d="{2}"/></svg>',
        len(rows), label, path,
    )  # fmt: skip
