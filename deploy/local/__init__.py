"""The set of a city on this machine, from Debian's packages and without a container engine.

`make city` starts it. Every part is the real one: PostgreSQL, Redis, a bucket, a mail server, nginx
with the files of deploy/nginx, and the portal as the units of deploy/systemd start it, twice, with
nothing in common but those. Whoever has to see what happens when one of them dies kills it.
"""
