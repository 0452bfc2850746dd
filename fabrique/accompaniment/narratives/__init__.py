"""Putting into narrative (A39): what is told of a territory or of a cohort, by whom, with whose agreement.

Nouns: Narrative (a text, a link or a file, signed by an organisation), Passage (the author's words, a quotation with its
consent, or a synthesis), Reply (beside, never instead), Reuse (who took what, under which licence), StrategyLine.
"""
