"""Questions between peers of one category, across territories and cohorts, and the sheets that come of them (R407).

Nouns: Question and its Answers (sealed, authors included), Sheet (what the whole alliance reads, once agreed),
Agreement (of each author whose words a sheet takes).
"""
