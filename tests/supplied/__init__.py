"""What the portal is made of, and what is known against it."""
