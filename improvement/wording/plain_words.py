"""A text as its bare words, so that two may be told the same whatever their case, quotation marks or spaces."""

import re
import unicodedata

# Apostrophes and marks without width stand inside words: “children’s” is one word, as is one with a soft hyphen.
INSIDE = dict.fromkeys(map(ord, "'’‘ʼ`´\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# A sum and a share are other words than the bare number.
WORD = re.compile(r"£?[^\W_]+%?")


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text, small and without punctuation. Hyphens and strokes part words.

    >>> plain_words("The Council’s “high-support” offer: 5%")
    ('the', 'councils', 'high', 'support', 'offer', '5%')
    """
    # Marks go first: normalising would turn an acute accent that stands for an apostrophe into a space.
    return tuple(WORD.findall(unicodedata.normalize("NFKC", text.translate(INSIDE)).casefold()))
