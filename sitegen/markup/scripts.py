"""What East Asian scripts ask of Markdown: where emphasis may begin, where a line break is a space."""

from __future__ import annotations

import unicodedata

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xFFA0, 0xFFDC))


def is_hangul(char: str) -> bool:
    return any(low <= ord(char) <= high for low, high in _HANGUL)


def is_cjk(char: str) -> bool:
    """Kana, ideographs, hangul and the punctuation set among them (East Asian Width W, F or H).

    Emoji are wide too, but no script: the specification leaves them out.
    """
    if is_hangul(char):
        return True
    return unicodedata.east_asian_width(char) in "WFH" and not _is_emoji(char)


def _is_emoji(char: str) -> bool:
    """Wide symbols of the blocks in which Unicode keeps emoji (UTS #51)."""
    code = ord(char)
    wide_symbol = unicodedata.category(char) in ("So", "Sk")
    return wide_symbol and (0x2300 <= code <= 0x2BFF or 0x1F000 <= code <= 0x1FAFF)


def joins_across_break(before: str, after: str) -> bool:
    """A line break between two wide characters is no space, unless either is Hangul.

    Korean writes spaces between words, Japanese does not. Source: CSS Text Level 3, section 4.1.3
    (segment break transformation rules), which also drops the break beside wide punctuation.
    """
    if is_hangul(before) or is_hangul(after):
        return False
    wide = [unicodedata.east_asian_width(char) in "WFH" for char in (before, after)]
    pairs = zip(wide, (before, after), strict=True)
    marks = [w and unicodedata.category(char).startswith("P") for w, char in pairs]
    return all(wide) or any(marks)


def emphasis(state: StateInline, silent: bool) -> bool:
    """`*` and `_` runs, flanking decided by the CJK-friendly amendment to CommonMark.

    CommonMark takes `」` for punctuation that needs a space beside it, which Japanese and Korean
    do not write: `**「名」**は` stays raw. The amendment lets a CJK character stand for that space.
    Source: https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md;
    the rule replaced is markdown_it.rules_inline.emphasis.tokenize.
    """
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    length = end - state.pos
    before = _before(state.src, state.pos)
    after = state.src[end] if end < state.posMax else " "
    can_open, can_close = flanking(before, after, splits_words=marker == "*")
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos = end
    return True


def _before(text: str, position: int) -> str:
    """The character before a position; a variation selector belongs to the one before it."""
    while position > 0:
        position -= 1
        code = ord(text[position])
        if not (0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF):
            return text[position]
    return " "


def flanking(before: str, after: str, *, splits_words: bool) -> tuple[bool, bool]:
    """(can open, can close) for a run of delimiters between two characters."""
    space_before, space_after = _is_space(before), _is_space(after)
    mark_before = _is_punctuation(before) and not is_cjk(before)
    mark_after = _is_punctuation(after) and not is_cjk(after)
    left = not space_after and (not mark_after or space_before or mark_before or is_cjk(before))
    right = not space_before and (not mark_before or space_after or mark_after or is_cjk(after))
    if splits_words:
        return left, right
    return (
        left and (not right or _is_punctuation(before)),
        right and (not left or _is_punctuation(after)),
    )


def _is_space(char: str) -> bool:
    return isWhiteSpace(ord(char))


def _is_punctuation(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)
