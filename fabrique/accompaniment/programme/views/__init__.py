"""The pages of the sessions: the list and a session, its preparation, its delegations, its kit, its minutes."""
