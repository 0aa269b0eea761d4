"""What a version may add that the one before it lives with: a table, a column, an index."""
