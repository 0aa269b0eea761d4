"""The server's entry: Django as `config.wsgi` has it, behind a doorstep that waits for bodies.

Any ASGI server can run it. Decision 30 says why none should run `config.wsgi` itself.
"""

from config.wsgi import application as behind  # isort: skip - sets Django up for what follows
from casework.files.uploads import most_bytes
from config.doorstep.application import Doorstep
from config.doorstep.pages import kept_pages
from config.doorstep.probes import Probes
from config.health import ALIVE, ALIVE_TEXT, READY
from config.observing.answers import tell_of_answer

# So many requests are worked on at once in a process. One would be as fast, but whoever waits
# for a lock of the database would stop all readers.
THREADS = 4

application = Doorstep(
    behind,
    threads=THREADS,
    most_bytes=most_bytes,
    tell=tell_of_answer,
    pages=kept_pages(),
    probes=Probes({ALIVE: ALIVE_TEXT.encode()}, frozenset({READY})),
)
