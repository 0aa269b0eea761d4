"""Django's PostgreSQL, with an end to waiting: what serves readers must not hang with it."""
