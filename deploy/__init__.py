"""How the portal is brought up: for a city, for one machine, and on this one to try it."""
