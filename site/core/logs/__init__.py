"""What the portal says of itself to operators, and that nobody else is told of in it."""
