"""What residents do: tell us something, find their place."""
