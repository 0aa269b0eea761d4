"""The score that the MDN HTTP Observatory would give, by its published rules.

From https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring and the table in the
Observatory's own source. Every site starts at 100; penalties always count, bonuses only while the
score without them is at least 90. Only what our own answers decide is judged here, not the
certificate or the redirect from port 80, which give no bonus either. The points for preloading are
given to those in browsers' list; here to whoever asks to be taken in as the list requires, which is
all that an answer can do: see docs/hardening.md. A page without scripts gets none for integrity.
"""

import re
from collections.abc import Mapping, Sequence

START = 100
NEEDED_FOR_BONUS = 90
SIX_MONTHS = 15_768_000
A_YEAR = 31_536_000

_BROAD = {"ftp:", "http:", "https:", "*", "http://*", "https://*", "http://*.*", "https://*.*"}
_INLINE = {"'unsafe-inline'", "data:"}
_PRIVATE_REFERRERS = {
    "no-referrer",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
}

Headers = Mapping[str, str]


def score(headers: Headers, cookies: Sequence[str], html: str) -> int:
    """Return the score of one answer over HTTPS; names of headers in lower case."""
    judged = modifiers(headers, cookies, html).values()
    without_bonus = START + sum(points for points in judged if points < 0)
    if without_bonus < NEEDED_FOR_BONUS:
        return max(0, without_bonus)
    return without_bonus + sum(points for points in judged if points > 0)


def modifiers(headers: Headers, cookies: Sequence[str], html: str) -> dict[str, int]:
    """Return what each of the Observatory's tests adds or takes away."""
    policy = parse_csp(headers.get("content-security-policy", ""))
    return {
        "content-security-policy": _csp(policy),
        "cookies": _cookies(cookies),
        "cross-origin-resource-sharing": _sharing(headers),
        "cross-origin-resource-policy": _resource_policy(headers),
        "referrer-policy": _referrer(headers),
        "strict-transport-security": _hsts(headers),
        "subresource-integrity": _integrity(html),
        "x-content-type-options": 0 if headers.get("x-content-type-options") == "nosniff" else -5,
        "x-frame-options": _framing(headers, policy),
    }


def parse_csp(header: str) -> dict[str, set[str]]:
    """Return the sources of each directive."""
    words = [directive.split() for directive in header.split(";") if directive.strip()]
    return {name.lower(): set(sources) for name, *sources in words}


def scripts(html: str) -> list[str]:
    """Return the opening tags of the scripts that a page loads."""
    return re.findall(r"<script\b[^>]*\bsrc=[^>]*>", html)


def _csp(policy: dict[str, set[str]]) -> int:
    if not policy:
        return -25
    default = policy.get("default-src", {"*"})
    script, style, objects = (
        policy.get(name, default) for name in ("script-src", "style-src", "object-src")
    )
    if script & (_BROAD | _INLINE) or objects & _BROAD:
        return -20
    if any("http:" in source or "ftp:" in source for found in policy.values() for source in found):
        return -20
    if "'unsafe-eval'" in script | style:
        return -10
    if style & (_BROAD | _INLINE):
        return 0
    is_closed = default == {"'none'"} and policy.get("form-action", {"*"}) <= {"'self'", "'none'"}
    return 10 if is_closed else 5


def _cookies(cookies: Sequence[str]) -> int:
    if not cookies:
        return 0
    flags = [{flag.strip().lower() for flag in cookie.split(";")[1:]} for cookie in cookies]
    if not all("secure" in flag for flag in flags):
        return -40
    if not all("httponly" in flag for flag in flags):
        return -30
    return 5 if all(flag & {"samesite=lax", "samesite=strict"} for flag in flags) else 0


def _sharing(headers: Headers) -> int:
    is_shared = headers.get("access-control-allow-credentials", "").lower() == "true"
    return -50 if is_shared else 0


def _resource_policy(headers: Headers) -> int:
    value = headers.get("cross-origin-resource-policy")
    if value in {"same-origin", "same-site"}:
        return 10
    return 0 if value in {None, "cross-origin"} else -5


def _referrer(headers: Headers) -> int:
    value = headers.get("referrer-policy")
    if value is None:
        return 0
    return 5 if value in _PRIVATE_REFERRERS else -5


def _hsts(headers: Headers) -> int:
    header = headers.get("strict-transport-security", "")
    found = re.match(r"max-age=(\d+)", header)
    if not found:
        return -20
    asked_for = {word.strip().lower() for word in header.split(";")}
    if int(found[1]) >= A_YEAR and {"includesubdomains", "preload"} <= asked_for:
        return 5
    return 0 if int(found[1]) >= SIX_MONTHS else -10


def _integrity(html: str) -> int:
    run = scripts(html)
    if any(re.search(r"\bsrc=\"?(https?:)?//", script) for script in run):
        return -50
    return 5 if run and all(" integrity=" in script for script in run) else 0


def _framing(headers: Headers, policy: dict[str, set[str]]) -> int:
    if not policy.get("frame-ancestors", {"*"}) & _BROAD:
        return 5
    return 0 if headers.get("x-frame-options", "").upper() in {"DENY", "SAMEORIGIN"} else -20
