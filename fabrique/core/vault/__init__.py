"""The vault: what only the entitled can read, whoever holds the machine (R357, R579; reliability 2).

Nouns: KeyPair (of one person, opened by a passphrase of its own), a space (one diagnostic: its key is wrapped for each
entitled person), an item (one interview: its own key, so that it can be erased alone), Opening (a vault open in one
browser). Keys live in a database apart, never in a backup of the house; sealed words live wherever their area wants.
"""
