"""Registerutdrag: one page for all that is kept about one person."""
