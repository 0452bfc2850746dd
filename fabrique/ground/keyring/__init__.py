"""One's own keys: the pages where a person makes, opens, closes and saves the vault of what is said in confidence.

Nouns: the vault of a person (`core/vault` holds its keys), its passphrase, its recovery sheet, its opening in one browser.
"""
