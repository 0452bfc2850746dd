"""How territories are accompanied: the catalogue, and each accompaniment lived by a territory (A24).

Nouns: Device (a way of accompanying, with what it does and does not do), Accompaniment (one device lived by one
territory, outside cohorts; inside a cohort it is a participation).
"""
