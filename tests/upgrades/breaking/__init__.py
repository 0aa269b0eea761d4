"""What a version must not do to the one before it, a migration each; the lint must see it."""
