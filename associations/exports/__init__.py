"""The directory and the register as files: everything that is public, row by row."""
