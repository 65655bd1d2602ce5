"""Fields that forms of deadlines share: one line of words, one day, and who agreed."""

from improvement.forms.days import Day
from improvement.forms.evidence import NO_UNSEEN
from improvement.forms.updates import FewWords

__all__ = ["Day", "agreed_by", "few_words"]
LONGEST_WORDS, LONGEST_AGREED = 300, 120


def few_words(label: str, longest: int, *, required: str = "", help_text: str = "") -> FewWords:
    """One line of words. Required where there is a sentence for its being empty."""
    return FewWords(
        label=label,
        max_length=longest,
        required=bool(required),
        help_text=help_text,
        error_messages={
            "required": required,
            "max_length": f"Shorten this to {longest} characters",
            **NO_UNSEEN,
        },
    )


def agreed_by() -> FewWords:
    return few_words(
        "Who agreed it",
        LONGEST_AGREED,
        required="Say who agreed it, such as Improvement Board, 28 April 2022",
        help_text="A board, a committee or a post, and when: Improvement Board, 28 April 2022.",
    )
