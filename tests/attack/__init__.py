"""Tries to stop a portal on this machine, and prints how it stood it. `make attack` runs it."""
