"""Databases as releases left them, and what becomes of them today."""
