"""Swedish text without meaning, always the same for the same number."""

import random

_WORDS = (
    "trygghet nattvandring förening torg ungdomar samverkan kväll belysning skola polis plats "
    "invånare möte dialog hösten ledare fältassistent bibliotek park gångväg butik fastighet "
    "sommar insats uppföljning resultat kunskap föräldrar idrott kultur ansvar grannar stöd"
)
# One search in the benchmark asks for this, and finds one thing in a hundred.
RARE = "lyktstolpe"


def sentence(seed: int, length: int = 12) -> str:
    """Return one sentence of `length` words."""
    words = random.Random(seed).choices(_WORDS.split(), k=length)  # noqa: S311 - nothing secret
    if seed % 100 == 0:
        words[-1] = RARE
    return " ".join(words).capitalize() + "."


def text(seed: int, sentences: int = 6) -> str:
    """Return a paragraph."""
    return " ".join(sentence(seed * 31 + number) for number in range(sentences))
