"""What several diagnostics have in common, by theme: compared, proposed, voted, met, published (A32).

Nouns: the matrix theme × territory (computed, kept nowhere), Comparison (from how many territories a theme is shared),
Topic (a shared theme that may become a day), Vote of a delegation, TerritoryConsent (to be named), Wording (a text of
the public page of the convergences).
"""
