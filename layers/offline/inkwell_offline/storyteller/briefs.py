"""Briefs of adverts: the product, for whom it is, what is offered and promised, and how it shall look."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inkwell_offline.storyteller.beings import being_of, is_place
from inkwell_offline.storyteller.nouns import singular, with_article
from inkwell_offline.storyteller.reading import CROWD, LOOKS, Idea
from inkwell_offline.storyteller.tables import table
from inkwell_offline.storyteller.verbs import is_act

_AD_WORD = (
    r"(?:brand (?:film|video|spot)|(?:instagram |tiktok |social )?reels?|werbung|werbespot|anuncio|publicité|ads?|adverts?|advertisements?|advertising|commercials?|campaigns?|promos?|product (?:launch|film|video)|"
    r"launch (?:video|film)|teasers?|trailers?|spots?|sale)"
)
_AD = re.compile(
    rf"\b{_AD_WORD}\b|\badvertis(?:e|ing)\b|\bpromote\b|\bproducts?\b|\bbrands?\b|\bdonate\b|^\W*volunteer\b|\bfundrais\w+|\b(?:our|introducing the) new\b|\bB2B\b|"
    r"\bservices?(?: (?:in|for|from|by)\b|[,.:]|$)|\bleasing\b|\bsoftware\b|\b(?:call|visit) us\b|^\W*introducing\b",
    re.I,
)
_TALE = re.compile(r"\b(?:stor(?:y|ies)|tales?|fable|once upon|bedtime|picture book)\b", re.I)
_ORDER = re.compile(
    r"^\W*(?:B2[BC]\s*:?\s*)?(?:please\s+)?(?:(?:create|make|generate|write|draw|show|design|produce|imagine|give|donate|volunteer|introducing|advertise|promote)\b"
    r"(?:\s+(?:me|us|to|for|at))?\s*)?(?:(?:an?|the|our|my|new|short|some)\s+)?(?:new\s+)?",
    re.I,
)
_OFFER = re.compile(
    r"(?:save up to |up to |save )\d+ ?(?:%|percent)(?! of\b)(?: off| on (?:your |the |all )?\w+)?|\d+ ?(?:%|percent) (?:off|discount|cheaper|sale)|buy (?:one|two|1|2),? get (?:one|1) free|(?:two|three|2|3) for (?:one|two|1|2)|"
    r"free for \d+ \w+|\w+ under \w+ (?:go |are |is |enter )?free|first \w+ (?:is )?free|(?:first )?(?:week|month|year|class|lesson|delivery|shipping|trial|visit)s? (?:is |are )?free|(?:(?:first|second|every) \w+ (?:at |for )?)?half price|"
    r"(?:\w+ menu |\w+ )?(?:from |only |just |for )?\d+ (?:euros?|dollars?|pounds?)\b|"
    r"free (?!of\b|from\b|time\b|for\b)[\w-]+(?: (?!on\b|in\b|with\b|for\b|at\b|and\b|until\b|this\b|today\b|when\b|if\b)[\w-]+)?(?: on (?:the|your) first \w+)?|(?:from|only|just|for) [$€£]\d+(?:\.\d\d)?|[$€£]\d+ off",
    re.I,
)
_WHEN = re.compile(
    r"\b(?:this (?:week|weekend|month|summer|winter|spring|autumn|friday|saturday|sunday)|today only|until \w+|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    r"(?:for )?(?:Mother|Father|Valentine)[’']s Day|(?:for |on )?black friday|for (?:christmas|easter|halloween)|back to school)\b",
    re.I,
)
#: The call to action in a brief's own words.
_CALL = re.compile(
    r"\b(?:(?:order|book|download|shop|buy|subscribe) (?:now|today|online)|(?:pre-order|sign up|visit us|call us|try it|join us|book an? (?:demo|table|visit|tour|call|test drive))(?: (?:now|today|free|online))?)\b",
    re.I,
)
_WHOM = re.compile(
    r"\bfor ((?!the\b|a\b|an\b|\d|mother[’']s|father[’']s|valentine|christmas|tired\b|dry\b|proposals?\b|sale\b)(?:[a-z][\w’'-]*\s?){1,3}?)"
    r"(?=\s*(?:$|[,.;:!?]|\b(?:who|with|in|on|at|that|and|from)\b))",
    re.I,
)
#: Somebody in a brief, and what they do: "a sleepy office worker wakes up".
_SOMEONE = re.compile(r"((?:an?|two|three) (?:[\w-]+ ){0,3}?[\w-]+) (?:[\w-]+s|[\w-]+ing)\b", re.I)
#: Words behind "for" that mean nobody.
_NOBODY = re.compile(r"\b(?:one|two|three|free|homes?|houses?|offices?|kitchens?|gardens?|years?|life)$", re.I)
#: The product's use: a sentence but for its subject.
_DOES = re.compile(r"^([a-z]{2,}s)\b(?= )")
_DOING = frozenset(
    "keeps builds lasts works cleans protects turns fits tastes smells pops folds charges tracks heals heats cools moves grows".split()
)
#: Somebody's name for a product, and what it is: "Lumo, a night light".
_APPOSED = r"{name}, (?:an?|the|our|your) (?P<what>(?:[\w’'-]+ ?){{1,4}}?)(?=\s*(?:[,.;:!?]|$|\b(?:that|which|shaped|with|in|for|made|from|who|on|of)\b))"
#: The look of a product right behind its name, in the brief's words.
_OWN_LOOK = re.compile(
    r"\s*,?\s*(?P<look>(?:with|shaped like|made of|in an?|wrapped in|in (?=\w+ (?:leather|wood|glass|paper)))\s+[^,.;:!?]+)"
)
#: Measures, which nobody sees.
_MEASURE = re.compile(r"\b(?:seconds?|minutes?|hours?|days?|weeks?|percent)\b", re.I)
_BUSINESSES = frozenset(
    "bakery restaurant cafe shop store salon hotel office warehouse factory school clinic company business startup team agency farm gym studio".split()
)
#: Words before "ad" that say where it is shown.
_NO_PRODUCTS = frozenset(
    "product video new short the a instagram tv youtube tiktok facebook radio social online print".split()
)
#: Heads of compounds whose first part is what is sold.
_ARTICLES = frozenset("a an the my our his her their".split())
_LONGEST = 4
_SHELLS = frozenset(
    "studio fund truck shop store bar box set kit line membership card voucher collection brand company service".split()
)
_ENDS = frozenset(
    "called named für para pour mit con avec in on at to into with without and or but of from for by under near that which while opening driving featuring keeps about "
    "is are was has have we you your it".split()
)
#: Words for the manner of an advert, which are nothing to sell.
_MOODS = re.compile(
    r"^(?:\d+[ -]?seconds?|\d+s|bold|funny|short|quick|fun|emotional|dramatic|modern|cinematic|upbeat|elegant|cool|simple|catchy|warm|colou?rful)\b",
    re.I,
)
_NAMED = re.compile(r"\b(?:(?:called|named) (?P<called>[A-Z][\w-]*(?: [A-Z][\w-]*)?)|by (?P<brand>[A-Z][\w-]*))")
#: A promise: a part of a brief that is no thing to be seen.
_PROMISED = re.compile(
    r"^(?:it \w+s|hand-?\w+|made|baked|brewed|crafted|designed|built|grown|roasted|no|zero|100|all|always|never|ready|open)\b",
    re.I,
)
#: Pairs of words that are one thing in a brief.
_TWO = re.compile(
    r"\b(ice|dog|cat|pet|video|computer|espresso|coffee|hearing|night|washing) (cream|food|game|walking|sitting|machine|maker|aids?|light)\b"
)
#: Groups whom something is for, each with a person of it as a picture shows them.
_SEEN = {
    "mom": "a mother", "moms": "a mother", "mums": "a mother", "dads": "a father", "kids": "a child", "children": "a child",
    "toddlers": "a small child", "men": "a man", "women": "a woman", "people": "a person", "families": "a family", "everyone": "a woman",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief.

    Args:
        product: its name, in the brief's words. look: its look in the brief's words; empty where it does not say.
        kind: a key of the table of kinds.
        whom: all whom it is for, such as "young runners"; empty where nobody is named.
        who: one of them as a picture shows it.
        call: what to do, in the brief's words; empty where it does not say.
        offer: what is offered; when: until when, or for which occasion; each empty for nothing.
        someone: whom it shows; moment: what happens to them; both empty where the brief does not say.
        claims: what is promised, in the brief's words.
        looks: light, colours and style, in the brief's words.
        scenes: what else is to be seen.
        crowd: people who are to be seen.
    """

    product: str
    look: str
    kind: str
    whom: str
    who: str
    call: str
    offer: str
    when: str
    someone: str
    moment: str
    claims: tuple[str, ...]
    looks: tuple[str, ...]
    scenes: tuple[str, ...]
    crowd: str


def brief_of(idea: Idea) -> Brief | None:
    """The brief in an idea; None for an idea that advertises nothing."""
    # The point of "Mr." ends nothing.
    text = re.sub(r"\b(Mr|Mrs|Ms|Dr|St)\.", r"\1", idea.text)
    if _TALE.search(text) or not (_AD.search(text) or _OFFER.search(text) or _is_about_a_thing(idea)):
        return None
    product = _product(text)
    if apposed := re.search(_APPOSED.format(name=re.escape(product)), text, re.I):
        name = text[apposed.start() : apposed.start() + len(product)]
        product = f"{name} {apposed['what'].strip()}"
    look = _look(text, apposed.end("what") if apposed else text.lower().find(product.lower()) + len(product))
    whom = _readers(text, product)
    offers = [found[0] for found in _OFFER.finditer(text)]
    when = [found[0] for found in _WHEN.finditer(text)]
    seen = [each for each in idea.scenes if not _DOES.match(each)]
    call = _CALL.search(text)
    named = [product, look, apposed["what"].strip() if apposed else "", whom]
    claims = _claims(text, [*named, *offers, *when, *idea.looks, call[0] if call else ""], seen)
    # The parts of a mere list are pictures, and no promises.
    listed = [each for each in claims if _LIST.match(text) and not _PROMISED.match(each) and _is_seen(each)]
    people = [each for each in listed if re.search(rf"\b(?:{CROWD})\b", each) or any(map(being_of, each.split()))]
    claims = tuple(each for each in claims if each not in listed)
    moment = next((each for each in claims if _SOMEONE.match(each)), "")
    shown = _SOMEONE.match(moment)
    seen_one = re.sub(r"^(?:an?|the) | \w+ing$", "", people[0].lower()) if people else ""
    looks = tuple(each for each in (*idea.looks, *listed) if each not in people and not _is_in(each, named))
    return Brief(
        product=product,
        look=look,
        kind=kind_in(product) or kind_in(re.split(r"\b(?:with|for|in|on|from)\b", text)[0]) or "other",
        whom=whom,
        who=_one_of(whom),
        call=call[0] if call else "",
        offer=" and ".join(offers[:2]),
        when=when[0] if when else "",
        someone=shown[1].lower() if shown else with_article(seen_one) if people else "",
        moment=moment if shown else "",
        claims=tuple(each for each in claims if each != moment),
        looks=looks,
        scenes=tuple(
            each
            for each in seen
            if not _is_in(each, (*offers, *when, *claims, *named, call[0] if call else ""))
            and not each.istitle()
            and not _MEASURE.search(each)
        ),
        crowd=idea.crowd,
    )


def _is_in(part: str, named: Sequence[str]) -> bool:
    """True for a part of a brief that something says already."""
    return any(part in said or said in part for said in named if said)


def _is_seen(part: str) -> bool:
    """True for words without a verb: "Paris at night", an elegant woman."""
    return len(part.split()) <= _LONGEST and not any(is_act(each) and each.endswith("s") for each in part.split())


def _look(text: str, at: int) -> str:
    """The look of a product whose name ends at a letter of a text, in its words; empty where it says none."""
    found = _OWN_LOOK.match(text, at)
    look = re.split(r"\b(?:for|on|at|by|from)\b", found["look"])[0].strip() if found else ""
    is_seen = look and not re.search(rf"\b(?:{LOOKS}|{CROWD})\b", look, re.I) and not _MEASURE.search(look)
    return look if is_seen and not any(map(is_place, look.split())) else ""


def _readers(text: str, product: str = "") -> str:
    """All whom something is for: people, and no house, number or ware, its own name among them."""
    own = re.search(r"\b(children|kids|women|men)['’]s\b", text, re.I)
    given = [each.strip() for each in _WHOM.findall(text)]
    own_name = product.lower()
    given = [
        each for each in given if each.lower() not in own_name and singular(each) != singular(own_name.split(" ")[-1])
    ]
    fitting = (
        each
        for each in given
        if (_is_business(each) or not kind_in(each))
        and (_is_business(each) or not (_NOBODY.search(each) or is_place(each.split()[-1])))
    )
    return next(fitting, own[1].lower() if own else "")


def _is_business(whom: str) -> bool:
    """True for several places of work for which something is."""
    last = whom.split()[-1].lower()
    return singular(last) in _BUSINESSES and singular(last) != last


def kind_in(text: str) -> str:
    """The kind of product that words name, the last of them first; empty where they name none."""
    words = [singular(word) for word in re.findall(r"[\w’'-]+", _TWO.sub(r"\1-\2", text.lower()))]
    own = [word for word in words if word not in _SHELLS]
    kinds = table("adverts")["kinds"].items()
    # The mug of a "mug shop" says more than the shop, where it is known.
    found = (name for word in (*reversed(own), *words) for name, kind in kinds if word in _nouns(kind["nouns"]))
    return next(found, "")


def _nouns(nouns: str) -> frozenset[str]:
    return frozenset(singular(noun) for noun in nouns.split())


#: A ware without an article, and something after a comma.
_LIST = re.compile(r"^(?!an?\b|the\b|my\b|our\b|\w+[’']s\b)(?:[\w-]+ ){1,8}[\w-]+, ", re.I)


def _is_about_a_thing(idea: Idea) -> bool:
    """True for words about a product, in which nobody has an adventure with it."""
    said = _WHOM.sub("", idea.text)
    first = re.split(r"[,.:;]|\b(?:with|for|in|on|who|that|to)\b", _ORDER.sub("", said))[0]
    if kind_in(first) and _LIST.match(said) and not idea.told:
        # A list that begins with a ware is about it, whoever else is in the picture.
        return True
    is_ware = kind_in(first) or (not_of_a_tale(first) and _readers(idea.text).endswith("s"))
    return bool(is_ware) and not idea.told and not any(map(being_of, re.findall(r"\w+", said)))


def not_of_a_tale(first: str) -> bool:
    """True for several wares that nobody can take for somebody's name: "solar panels"."""
    words = first.split()
    return len(words) > 1 and words[0].lower() not in _ARTICLES and singular(words[-1]) != words[-1].lower()


def _product(text: str) -> str:
    """The name of what is advertised."""
    named = re.search(
        rf"\b{_AD_WORD}\s*(?P<by>[:–-]|\b(?:for|of|about|featuring|für|para|pour|de)\b)\s*"
        rf"(?P<known>(?:an?\s+|the\s+|our\s+|my\s+|new\s+|eine?n?\s+|une?\s+|una\s+)*)(?P<what>(?:[\w'’-]+\s?){{1,6}})",
        text,
        re.I,
    )
    plain = _ORDER.sub("", _WHEN.sub(" ", text).strip())
    before = re.match(rf"((?:[\w'’-]+\s+){{1,4}}?){_AD_WORD}\b", plain, re.I)
    given = [before[1] if before and not _MOODS.match(before[1]) else "", named["what"] if named else ""]
    if named and not kind_in(given[0]) and (named["known"] or kind_in(given[1])):
        given.reverse()
    for phrase in (*given, plain):
        kept: list[str] = []
        for word in re.findall(r"[\w’'-]+|[,.;:!?]", phrase):
            if word.lower() in _ENDS or word in ",.;:!?" or re.fullmatch(_AD_WORD, word, re.I) or len(kept) == _LONGEST:
                break
            kept.append(word)
        product = " ".join(kept)
        if product and product.lower() not in _NO_PRODUCTS:
            if kept == [product]:
                # A plumber's advert is for a plumber.
                product = re.sub(r"[’']s$", "", product)
            # Our bakery's new bread is bread.
            product = re.sub(r"^[a-z]+[’']s (?:new |own |famous )?(?=\w)", "", product)
            # A name keeps its capitals.
            is_name = product[1:] != product[1:].lower()
            return _called(product if is_name else product.lower(), text)
    return "product"


def _called(product: str, text: str) -> str:
    """A product with its name before it: "ZipFold electric scooter", for one "called ZipFold" or "by ZipFold"."""
    behind = re.fullmatch(r"(?P<what>[a-z].*?) (?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*)?)", product)
    if behind:
        return f"{behind['name']} {behind['what']}"
    named = _NAMED.search(text)
    name = (named["called"] or named["brand"]) if named else ""
    return f"{name} {product}" if name and name not in product else product


def _one_of(whom: str) -> str:
    """A person of those whom something is for, as a picture shows them."""
    if not whom:
        return ""
    *how, noun = re.sub(r"^people\b", "person", whom).split()
    one = _SEEN.get(noun.lower(), "")
    if _is_business(noun):
        return f"the owner of {with_article(' '.join((*how, singular(noun))).lower())}"
    one = one.split(" ", 1)[1] if one else singular(noun)
    return with_article(" ".join((*how, one)).lower())


def _is_use(verb: str) -> bool:
    """True for a verb that says what something does for those who have it."""
    return verb in _DOING or is_act(verb)


def _claims(text: str, known: list[str], seen: list[str]) -> tuple[str, ...]:
    """The parts of a brief that say something else than product, readers, offer and looks, and what is `seen`."""
    said = (part.strip(" .!") for part in re.split(r"[,:;]|\bthat\b|\.(?=\s)", text)[1:])
    parts = [f"it {part}" if (does := _DOES.match(part)) and _is_use(does[1]) else part for part in said]
    told = [each.lower() for each in known if each]
    return tuple(
        part
        for part in parts
        if 2 < len(part) <= 60
        and not _AD.search(part)
        and not any(part.lower() in each or each in part.lower() for each in told)
        and (_PROMISED.match(part) or not any(part in each or each in part for each in seen))
    )[:2]
