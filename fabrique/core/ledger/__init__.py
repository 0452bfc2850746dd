"""A double-entry book that is only added to: accounts, transfers, entries, in whole units of no meaning here (R183, R448).

It holds days today, and will hold the hours of the time bank: whoever uses it names a book and says what a unit is.
"""
