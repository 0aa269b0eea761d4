"""How the portal does, told to operators: a line for each answer, and figures to watch."""
