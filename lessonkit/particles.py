"""Korean particles that fit what is inserted before them, such as 은 or 는 after a number.

A Korean message writes both forms, ``{value}을(를)``; the last sound of the value decides. Two
libraries were tried: tossi 0.3 and pyjosa 1.0 know Hangul and digits only, and leave both forms
after the letters, hats, primes and brackets that this course inserts.
"""

import re
import unicodedata

# Said after a consonant, after a vowel. 으로 is said after every consonant but ㄹ.
_FORMS = {
    "을(를)": ("을", "를"),
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)라": ("이라", "라"),
}
_BOTH = re.compile("|".join(map(re.escape, _FORMS)))

# Signs by the sound that ends their name: 영 삼 육 엠 엔 엡실론 프라임 햇; 일 칠 팔 엘 알.
_CONSONANT, _RIEUL = set("036mnευ′\N{COMBINING CIRCUMFLEX ACCENT}"), set("178lr")
# English words as they are read: 모멘텀, 스텝, 라인; 튜플.
_CONSONANT_WORD = re.compile(r"([mn]|ng|[^aeiou][aeiou][ckpt]|[aeiou][mn]e)$", re.I)
_RIEUL_WORD = re.compile(r"(l|[^aeiou]le)$", re.I)
_SILENT = " ()[]{}<>\"'`“”‘’…$*_.,"


def with_particles(text: str) -> str:
    """Choose, of each double form in a Korean text, the one that fits what stands before it.

    >>> with_particles("6.979을(를), ŝ은(는), W′이(가), 1(으)로, f(x)을(를), 손실이(가)")
    '6.979를, ŝ은, W′이, 1로, f(x)를, 손실이'
    """
    parts, end = [], 0
    for both in _BOTH.finditer(text):
        parts.append(text[end : both.start()])
        consonant, vowel = _FORMS[both[0]]
        sound = _last_sound(text[: both.start()])
        as_vowel = not sound or (sound == "ㄹ" and both[0] == "(으)로")
        parts.append(vowel if as_vowel else consonant)
        end = both.end()
    return "".join([*parts, text[end:]])


def _last_sound(text: str) -> str:
    """Return how a text ends when read: "ㄹ", "ㄱ" for any other consonant, "" for a vowel."""
    squared = re.sub("[²³⁴ⁿ]", "곱", text)  # x², read 엑스 제곱
    spoken = unicodedata.normalize("NFKD", squared).rstrip(_SILENT)
    last = spoken[-1:].lower()
    if "\u11a8" <= last <= "\u11c2":  # a syllable, taken apart, ends in a final consonant
        return "ㄹ" if last == "\u11af" else "ㄱ"
    word = re.search("[A-Za-z]*$", spoken)[0]
    if len(word) > 1 and not word.isupper():
        return "ㄹ" if _RIEUL_WORD.search(word) else "ㄱ" if _CONSONANT_WORD.search(word) else ""
    return "ㄹ" if last in _RIEUL else "ㄱ" if last in _CONSONANT else ""
