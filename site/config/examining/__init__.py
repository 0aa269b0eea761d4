"""Whether the settings can be used, not only whether they are there."""
