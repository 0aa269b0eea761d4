"""A mail server that is there, or not there, or there and unwilling."""

from enum import Enum

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.smtp import Mailbox


class Mood(Enum):
    """How the server receives whoever calls."""

    UP = "up"
    AWAY = "away"
    UNWILLING = "unwilling"


class MoodyServer(Mailbox):
    """Keeps what it takes; takes nothing while it is away or unwilling."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port
        self.mood = Mood.AWAY
        self._controller: Controller | None = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take the mail, or say that there is no room today."""
        if self.mood is not Mood.UP:
            return "452 4.3.1 Insufficient system storage"
        return await super().handle_DATA(server, session, envelope)

    def become(self, mood: Mood) -> None:
        """Change; whoever is connected stays connected unless the server goes away."""
        if mood is Mood.AWAY and self._controller:
            self._controller.stop()
            self._controller = None
        self.mood = mood
        if mood is not Mood.AWAY and self._controller is None:
            self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
            self._controller.start()
