"""The workplace of those who handle proposals."""
