"""What people do: sign up, see and cancel it, take dialogues into calendars and onto paper."""
