"""Other words than those of the lexicon: nouns that fall to their category, adjectives, and nouns of other languages.

The tables are made by `scripts/make_word_tables.py`; they are read when the first unknown word comes.
"""

# ruff: noqa: SIM905 - tables of words are read more easily as text

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from inkwell_offline.illustrator.words.lexicon import NUMBERS

FOREIGN = frozenset(
    "el los las un una unos unas le les der das ein eine einen einem il gli lo et y und con avec mit dans im auf nel "
    "na sur del du des em uma um sous pour fille".split()
)
"""Small words that show a text is not English."""
SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that put no spaces between words."""
SHORTEST_STEM, ENDING = 4, 3
"""Letters: a word that shares its beginning with another is a form of it, where at most so many differ at the end."""
SMALL = {"kotek": "kot", "piesek": "pies", "gatinho": "gato", "кошечка": "кошка", "hündchen": "hund"}
"""Pet names of animals, whose beginnings are no longer those of the animal."""
NAMED = {"велосипед": "bicycle", "велосипеде": "bicycle", "bisiklet": "bicycle", "rower": "bicycle",
         "rowerze": "bicycle", "sepeda": "bicycle", "lody": "popsicle",
         "plaży": "beach", "пляже": "beach",
         "мёд": "honey", "мёдом": "honey", "мёда": "honey", "лесу": "forest",
         "schwert": "sword", "burg": "castle", "espada": "sword", "épée": "sword", "spada": "sword"}  # fmt: skip
"""Words that the annotations only have for something else, or in another form."""
SINGLE = {
    "月": "moon", "花": "flower", "木": "tree", "树": "tree", "樹": "tree", "森": "forest",
    "林": "forest", "山": "mountain", "海": "beach", "鱼": "fish", "魚": "fish", "鸟": "bird",
    "鳥": "bird", "犬": "dog", "狗": "dog", "车": "car", "車": "car", "星": "star", "家": "house",
    "城": "castle", "船": "boat", "雪": "snow", "雨": "rain", "龙": "dragon", "龍": "dragon",
    "竜": "dragon", "本": "book", "书": "book", "馬": "horse", "马": "horse", "牛": "cow",
    "羊": "sheep", "猿": "monkey", "熊": "bear", "兔": "bunny", "虎": "tiger", "象": "elephant",
    "蛇": "snake", "卵": "egg", "蛋": "egg", "苹果": "apple", "りんご": "apple", "うさぎ": "bunny",
    "ウサギ": "bunny", "ねこ": "cat", "いぬ": "dog", "くま": "bear", "とり": "bird", "女孩": "girl",
    "男孩": "boy", "女の子": "girl", "男の子": "boy", "花园": "garden", "学校": "school",
}  # fmt: skip
"""Short words of languages without spaces, of which the annotations only have compounds."""

SMALL_TALK = {
    "sleeping": "schläft|schlafen|duermen|dorment|dormono|dormem|slapen|śpią|спят|duerme|durmiendo|dort|dorme|"
    "dormindo|spit|slaapt|sover|śpi|спит|uyuyan|uyuyor|tidur|نائم|ينام",
    "reading": "liest|lesen|lee|leyendo|leen|lisent|leggono|leem|lezen|читают|lit|lisant|legge|lê|lendo|leest|läser|"
    "czyta|читает|okuyor|okuyan|membaca|يقرأ|تقرأ",
    "eating": "isst|frisst|essen|fressen|comen|mangent|mangiano|comem|eten|jedzą|едят|comiendo|mange|mangeant|mangia|"
    "comendo|eet|äter|zjada|ест|кушает|"
    "yiyen|yiyor|makan|يأكل|تأكل",
    "running": "läuft|rennt|laufen|rennen|corren|courent|corrono|correm|biegną|бегут|corre|corriendo|court|courant|"
    "correndo|rent|springer|biegnie|бежит|бегает|"
    "koşan|koşuyor|berlari",
    "playing": "spielt|spielen|juegan|giocano|brincam|spelen|играют|juega|jugando|joue|jouant|jouent|gioca|brinca|"
    "brincando|speelt|"
    "leker|bawi|играет|oynuyor|"
    "bermain",
    "riding": "reitet|monta|montando|cavalca|jedzie|катается|едет|скачет|rijdt|rider",
    "driving": "fährt|conduce|conduit|guida|dirige",
    "swimming": "schwimmt|schwimmen|nadan|nagent|nuotano|nadam|zwemmen|pływają|плывут|nada|nadando|nage|nageant|"
    "nuota|zwemt|simmar|pływa|плавает|плывёт|berenang|يسبح",
    "dancing": "tanzt|tanzen|baila|bailando|balla|dança|dançando|danst|dansant|dansar|tańczy|танцует|menari|ترقص|يرقص",
    "flying": "fliegt|fliegen|vuelan|volent|volano|voam|vliegen|lecą|летят|vuela|volando|vole|volant|vola|voa|voando|"
    "vliegt|flyger|leci|летит|летает|terbang|يطير|تطير",
    "singing": "singt|canta|cantando|chante|chantant|zingt|sjunger|śpiewa|поёт",
    "sitting": "sitzt|sitzen|sentados|sentadas|assises|zitten|siedzą|сидят|sentado|sentada|assis|assise|seduto|"
    "seduta|zit|sitter|siedzi|сидит|duduk|يجلس|تجلس",
    "jumping": "springt|salta|saltando|saute|pula|hoppar|skacze|прыгает|melompat",
    "drinking": "trinkt|bebe|bebiendo|boit|buvant|beve|drinkt|dricker|pije|пьёт",
    "holding": "hält|sostiene|tient|tenant|segura|trzyma|держит|houdt|håller",
    "cooking": "kocht|cocina|cuisine|cucina|kookt|lagar|gotuje|готовит|memasak|يطبخ",
    "painting": "malt|pinta|pintando|peint|dipinge|schildert|målar|maluje|рисует",
    "feeding": "füttert|füttern|alimenta|nourrit|nutre|voert|karmi|кормит",
    "wearing": "trägt|lleva|porte|indossa|veste|draagt|bär|носит",
    "small": "klein|kleine|kleiner|kleines|kleinen|petit|petite|petits|petites|pequeño|pequeña|pequeños|pequeñas|"
    "piccolo|piccola|piccoli|piccole|pequeno|pequena|pequenos|pequenas|liten|litet|lilla|små|mały|mała|małe|маленький|"
    "маленькая|маленькие|küçük|kecil|صغير|صغيرة",
    "big": "groß|große|großer|großes|großen|grand|grande|grands|grandes|gros|grosse|gran|groot|grote|stor|stora|stort|"
    "duży|duża|duże|большой|большая|большие|büyük|besar|كبير|كبيرة",
    "old": "alt|alte|alter|altes|alten|vieux|vieille|viejo|vieja|vecchio|vecchia|velho|velha|oude|gammal|stary|stara|"
    "старый|старая",
    "two": "dos|deux|zwei|due|dois|duas|twee|två|dwa|dwie|два|две|iki|dua",
    "three": "tres|trois|drei|tre|três|drie|trzy|три|üç|tiga",
    "four": "cuatro|quatre|vier|quattro|quatro|fyra|cztery|четыре|dört|empat",
    "five": "cinco|cinq|fünf|cinque|vijf|fem|pięć|пять|beş|lima",
    "on": "auf|sobre|encima|sur|à|sopra|op|på|na|на|di atas|على",
    "under": "unter|debajo|bajo|sous|sotto|debaixo|onder|pod|под|di bawah|تحت",
    "behind": "hinter|detrás|derrière|dietro|atrás|achter|bakom|za|за|خلف",
    "in": "im|dans|nel|nella|dentro|em|en|w|в|di|في",
    "with": "mit|con|avec|com|met|med|z|dengan|مع",
    "and": "und|y|et|e|och|и|dan|و",
}  # fmt: skip
"""Verbs, prepositions and adjectives of other languages, for each English word: they are drawn without being nouns."""
DONE = {
    "走": "running", "跑": "running", "睡": "sleeping", "寝": "sleeping", "眠": "sleeping",
    "読": "reading", "读": "reading",
    "看书": "reading", "讀": "reading", "吃": "eating", "食べ": "eating", "泳": "swimming", "踊": "dancing",
    "跳舞": "dancing", "飞": "flying", "飛": "flying", "骑": "riding", "乗": "riding", "遊": "playing", "玩": "playing",
}  # fmt: skip
"""The same in languages without spaces."""

_TOLD = frozenset("mit con avec sous auf im nel sur".split())
"""Small words that show that a text is not English, and say where."""


@cache
def _small_talk() -> dict[str, str]:
    return {word: english for english, words in reversed(SMALL_TALK.items()) for word in words.split("|")}


def _is_word(word: str) -> bool:
    return word[:1].isalpha()


def _lines(name: str) -> list[str]:
    text = files("inkwell_offline.illustrator").joinpath(f"data/{name}.txt").read_text(encoding="utf-8")
    return [line for line in unicodedata.normalize("NFC", text).splitlines() if line and not line.startswith("#")]


def _table(name: str) -> dict[str, str]:
    pairs = (line.partition(": ") for line in _lines(name))
    return {other: known for known, _, others in pairs for other in others.split("|")}


@cache
def kinds() -> dict[str, str]:
    """Nouns, and for each the word of the lexicon that shows its category."""
    return _table("kinds")


@cache
def adjectives() -> frozenset[str]:
    return frozenset(_lines("adjectives")[0].split())


@cache
def languages() -> dict[str, str]:
    """Nouns of other languages, and the English words for them."""
    return _table("languages")


@cache
def _spaceless() -> tuple[dict[str, str], int]:
    """The nouns without spaces around them, and the length of the longest."""
    table = {word: known for word, known in languages().items() if SPACELESS.search(word)} | SINGLE
    return table, max(map(len, table))


@cache
def _stems() -> dict[str, list[str]]:
    stems: dict[str, list[str]] = {}
    for word in languages():
        if len(word) >= SHORTEST_STEM:
            stems.setdefault(word[:SHORTEST_STEM], []).append(word)
    return stems


def _alike(word: str, other: str) -> int:
    """How many letters two words share at their beginning."""
    return next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))


def _form_of(word: str) -> str:
    """The noun of which a word of an inflected language is a form, or ""."""
    near = [
        (_alike(word, other), -len(other), other)
        for other in _stems().get(word[:SHORTEST_STEM], ())
        if abs(len(other) - len(word)) <= ENDING
    ]
    shared, _, best = max(near, default=(0, 0, ""))
    return best if shared >= max(SHORTEST_STEM, max(len(best), len(word)) - ENDING) else ""


def _in_row(text: str) -> list[str]:
    """The English nouns in text without spaces, in its order, each after an article."""
    table, longest = _spaceless()
    out, at = [], 0
    while at < len(text):
        length = next((n for n in range(min(longest, len(text) - at), 0, -1) if text[at : at + n] in table), 0)
        done = next((n for n in (2, 1) if text[at : at + n] in DONE), 0)
        is_apart = done and text[at + done : at + length] in table
        if done >= max(1, length) or is_apart:
            out.append(DONE[text[at : at + done]])
            length = done
        elif length:
            out += ["a"] if out and out[-1].endswith("ing") else [",", "a"]
            out += [*table[text[at : at + length]].split()]
        at += length or 1
    return out


def in_english(words: list[str], is_known: Callable[[str], bool]) -> list[str]:
    """Words with nouns of other languages in English: each after an article, as a noun.

    Args:
        is_known: says of a word whether the lexicon has it: it means what it means there.
    """
    strange = [word for word in words if _is_word(word) and not is_known(word) and word not in adjectives()]
    is_foreign = len(strange) * 2 >= sum(_is_word(word) for word in words)
    is_other = is_foreign or not FOREIGN.isdisjoint(words)
    out: list[str] = []

    def article() -> list[str]:
        return [] if out and out[-1] in NUMBERS else ["a"]

    for word in words:
        if SPACELESS.search(word):
            out += _in_row(word)
        elif is_other and word in _small_talk() and (word not in FOREIGN or word in _TOLD):
            out.append(_small_talk()[word])
        elif (
            is_other
            and word in ("de", "di", "del", "dem", "den")
            and out
            and out[-1] in ("on", "under", "behind", "in")
        ):
            continue
        elif is_known(word) or not _is_word(word):
            out.append(word)
        elif word in NAMED:
            out += [*article(), NAMED[word]]
        elif (is_other or word not in adjectives()) and (english := languages().get(SMALL.get(word, word))):
            out += [*article(), *english.split()] if word not in kinds() else [word]
        elif (
            is_other
            and len(word) > SHORTEST_STEM
            and word not in kinds()
            and (form := _form_of(word))
            and (is_foreign or _alike(word, form) >= len(form) - 1)
        ):
            out += [*article(), *languages()[form].split()]
        else:
            out.append(word)
    return out
