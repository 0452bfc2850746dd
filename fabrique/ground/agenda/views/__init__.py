"""The pages of the agenda: the list and a date, what is prepared, who comes, the room, the feeds."""
