"""Gallring as officers see it: the rules, what is due, and the records of what was erased."""
