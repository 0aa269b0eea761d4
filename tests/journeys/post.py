"""What journeys get by mail."""

from email.message import EmailMessage

from tests.journeys.portal import Manage
from tests.smtp import Mailbox


class Post:
    """What has arrived by mail, through a server that really speaks SMTP."""

    def __init__(self, box: Mailbox, port: int) -> None:
        self.box = box
        self.url = f"smtp://127.0.0.1:{port}"

    def mail_to(self, manage: Manage, address: str) -> EmailMessage:
        """Deliver what waits; return the last mail to `address`."""
        manage("worker", "--once", EMAIL_URL=self.url)
        pairs = zip(self.box.received, self.box.recipients, strict=True)
        return [mail for mail, recipients in pairs if address in recipients][-1]

    def to(self, manage: Manage, address: str) -> str:
        """Deliver what waits; return the words of the last mail to `address`."""
        return words_of(self.mail_to(manage, address))


def words_of(mail: EmailMessage) -> str:
    """Return what somebody reads when they open the mail."""
    body = mail.get_body()
    assert body
    return str(body.get_content())


def calendar_of(mail: EmailMessage) -> bytes:
    """Return the calendar file that came with the mail."""
    (file,) = mail.iter_attachments()
    assert file.get_content_type() == "text/calendar"
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content
