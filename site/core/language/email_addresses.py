"""E-mail addresses in the one form in which they are checked, stored, compared and mailed. Pure.

What is unseen goes, compatibility forms become plain ones (NFKC), and the domain is read by
IDNA 2008: what stands on the screen is then what a mail server is asked for.
"""

import re
import unicodedata

import idna

from core.language.plain_text import normalised

LONGEST = 254
# Nobody puts so much around an address; longer is not looked at.
_LONGEST_WRITTEN = 1000
_LONGEST_NAME = 64
# What every mail server takes before the @ (RFC 5321, dot-atom); other letters need servers that
# few have, so such an address could not be answered.
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_MAILTO = re.compile("^mailto:", re.IGNORECASE)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})
# Ends of names that lead nowhere outside somebody's own network (RFC 6761, 6762, 8375, 9476).
_NOT_PUBLIC = frozenset(
    {
        *("localhost", "local", "localdomain", "internal", "intranet", "invalid", "test"),
        *("onion", "alt", "arpa", "lan", "home", "corp"),
    }
)


class BadAddress(ValueError):
    """What was written is no address that we could keep."""


class BadShape(BadAddress):
    """It is not name@domain at all, or too long."""


class NothingWritten(BadShape):
    """Blanks, and what nobody sees."""


class BadName(BadAddress):
    """What stands before the @ cannot be mailed to."""


class BadDomain(BadAddress):
    """What stands after the @ is no name that a domain can have."""


class NotPublic(BadAddress):
    """What stands after the @ is no domain on the internet: a computer, a number, a bare word."""


def normalise(written: str) -> str:
    """Return the address that was meant, its domain in readable letters. Raises BadAddress."""
    name, domain = _parts(written)
    address = f"{name}@{_readable(domain)}"
    if len(address) > LONGEST or len(mailable(address)) > LONGEST:
        raise BadShape
    return address


def mailable(address: str) -> str:
    """Return a normalised address as mail servers know it: the domain in IDNA 2008's ASCII."""
    name, at, domain = address.rpartition("@")
    try:
        return f"{name}{at}{_encoded(domain)}"
    except idna.IDNAError:
        # Stored before there was a rule: as it is, for the mail server to judge.
        return address


def _seen(written: str) -> str:
    """Return what is seen of a text: no blanks, nothing invisible, compatibility forms plain."""
    visible = "".join(char for char in written if unicodedata.category(char) not in _UNSEEN)
    # Some compatibility forms become a blank and a mark; ASCII has none.
    plain = visible if visible.isascii() else normalised(visible, "NFKC")
    return "".join(plain.split())


def _parts(written: str) -> tuple[str, str]:
    if len(written) > _LONGEST_WRITTEN:
        raise BadShape
    seen = _seen(written)
    if not seen:
        raise NothingWritten
    plain = _MAILTO.sub("", seen.strip("<>")).strip("<>")
    name, at, domain = plain.rpartition("@")
    if not at or not name or not domain or "@" in name:
        raise BadShape
    if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
        raise BadName
    return name, domain.lower().removesuffix(".")


def _readable(domain: str) -> str:
    if domain.startswith("[") or domain.replace(".", "").isdigit():
        raise NotPublic
    try:
        encoded = _encoded(domain)
        labels = encoded.split(".")
        if len(labels) < 2 or labels[-1] in _NOT_PUBLIC or labels[-1].isdigit():
            raise NotPublic
        return str(idna.decode(encoded))
    except idna.IDNAError as error:
        raise BadDomain from error


def _encoded(domain: str) -> str:
    return idna.encode(domain, uts46=True, std3_rules=True).decode()
