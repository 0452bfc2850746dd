import csv

import pytest

from fabrique.core.exports import csv_response, harmless


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_cell_that_could_run_is_made_harmless(sign):
    assert harmless(f"{sign}cmd|' /C calc'!A0") == f"'{sign}cmd|' /C calc'!A0"
    assert harmless(f"\u00a0 {sign}1") == f"'\u00a0 {sign}1"


@pytest.mark.parametrize("cell", ["Gruissan", "", "a=1", "5-6", -5, 2.5, None, True])
def test_other_cells_stay_as_they_are(cell):
    assert harmless(cell) == cell


def test_file_opens_in_a_french_spreadsheet():
    response = csv_response("territoires", ["Nom", "Habitants"], [['Le "Vigan"; ville', 7010], ["=1+1", -5]])

    text = response.content.decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Disposition"] == 'attachment; filename="territoires.csv"'
    assert rows == [["Nom", "Habitants"], ['Le "Vigan"; ville', "7010"], ["'=1+1", "-5"]]
