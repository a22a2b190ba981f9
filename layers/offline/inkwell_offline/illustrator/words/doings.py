"""What people and animals do: each doing with its pose, what it takes, and where it is done."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from inkwell_offline.illustrator.words.matcher import IRREGULAR


@dataclass(frozen=True, slots=True)
class Doing:
    """A doing.

    Args:
        said: a pattern of the words that say it; "_" stands for up to three words between.
        pose: a key of `POSES`, "" for any.
        held: what is held for it where the text names nothing else, a name as in `Prop`.
        gear: a key of `GEAR`.
        place: a key of `SETTINGS` where it is done when the text names no place.
        seat: what somebody is on or behind for it, a name as in `Prop`.
        wears: what is worn for it.
        mood: a key of `EXPRESSIONS` that goes with it.
        brings: a thing that belongs to it, a name as in `Prop`.
        uses: words of things that are not drawn apart: the gear shows them.
    """

    said: str
    pose: str = ""
    held: str = ""
    gear: str = ""
    place: str = ""
    seat: str = ""
    wears: str = ""
    mood: str = ""
    brings: str = ""
    uses: str = ""


DOINGS = (
    Doing("brush _ (tooth|teeth)|clean _ teeth", "eat", "icon:toothbrush", place="bathroom", mood="smile"),
    Doing("(jump|skip|turn) _ rope|rope jump|skip rope", "rope", gear="jump rope", place="garden", mood="joy",
          uses="jump rope|icon:knot"),
    Doing("hula hoop", "cheer", gear="hoop", mood="joy"),
    Doing("(jump|bounce|flip|backflip|somersault|on) _ trampoline", "jump", gear="trampoline", mood="joy"),
    Doing("(figure skate|ice skate|skate _ (ice|frozen|rink|pond|lake)|play _ ice hockey|figure skater|ice skater)",
          "skate", gear="ice skates", place="snow", uses="icon:ice-skate"),
    Doing("(roller skate|rollerblade|roller skater)", "skate", gear="roller skates", uses="icon:roller-skate"),
    Doing("(ski|skier|go ski)", "ski", gear="skis", place="snow", uses="icon:skis|icon:skier"),
    Doing("(snowboard|snowboarder)", seat="snowboard", place="snow", mood="joy", uses="icon:snowboarder|icon:skis"),
    Doing("(surf|surfer|ride _ wave)", seat="surfboard", place="ocean", mood="joy",
          uses="icon:water-wave|surfboard"),
    Doing("swim _ (pool|lake|pond)|swimmer|swimming lesson|(play|splash|float) _ pool", "cheer", gear="water",
          place="pool", mood="joy"),
    Doing("(lift _ (weight|barbell)|weightlifter|weight lift|work out|exercise _ gym)", "lift", gear="barbell",
          place="hall", uses="icon:person-lifting-weights"),
    Doing("(cheerleader|cheerlead|pom pom)", "cheer", gear="pompoms", place="hall", mood="joy"),
    Doing("archer|archery|(aim|shoot) _ (arrow|bow|target)", "point", "bow and arrow", mood="determined"),
    Doing("(boxer|boxing)", "box", gear="gloves", place="hall", mood="determined",
          uses="icon:boxing-glove|box|ring|icon:ring"),
    Doing("(karate|judo|kung fu|martial art)", "kick", place="hall", mood="determined"),
    Doing("(yoga|meditate|lotus position)", "yoga", mood="calm"),
    Doing("juggle", "cheer", gear="juggled", place="circus", mood="joy", uses="ball"),
    Doing("upside down", "upside down", gear="branch over", uses="log"),
    Doing("(hang|dangle|swing) (from|on|off|by|through) _ (branch|tree|vine|bar|liana|rope|jungle|rainforest)", "hang",
          gear="branch", uses="log"),
    Doing("(hug|cling|hold on|hold onto) _ branch", "hang", gear="branch", uses="log"),
    Doing("(climb|up|on) _ ladder", "hang", gear="ladder", uses="icon:ladder"),
    Doing("on (a|the|her|his) (\\S+ )?swing", "swing", gear="swing", place="garden", mood="joy",
          uses="swing"),
    Doing("(blow|blow out) _ candle", "cheer", seat="table", place="kitchen", mood="joy", brings="cake",
          uses="icon:candle"),
    Doing("(breath|spit|spew) _ (fire|flame)|fire breath", "stand", gear="fire breath", uses="icon:fire"),
    Doing("gymnast _ ring|(on|at|from) the rings", "hang", gear="rings", place="hall", uses="ring|icon:ring"),
    Doing("(cyclist|cycling|bike race|cycle race|mountain bike|mountain biker)", seat="icon:bicycle",
          uses="icon:bicycle"),
    Doing("(skateboarder|skateboard trick)", seat="icon:skateboard", uses="icon:skateboard"),
    Doing("(motorcyclist|biker|motocross)", seat="icon:motorcycle", uses="icon:motorcycle"),
    Doing("(rower|kayaker|kayak|canoeist|canoe|rowing race)", seat="icon:canoe", place="ocean", uses="icon:canoe"),
    Doing("(tennis player|tennis match)", "", "icon:tennis", place="meadow"),
    Doing("(hockey player|hockey match|ice hockey)", "", "icon:ice-hockey", place="snow"),
    Doing("(football player|soccer player|footballer|striker|football match|soccer match)", "kick", place="meadow",
          brings="football"),
    Doing("(rugby player|rugby)", "run", "icon:rugby-football", place="meadow"),
    Doing("(bowling|bowler)", "hold", "icon:bowling", place="hall"),
    Doing("(table tennis|ping pong)", "hold", "icon:ping-pong", place="hall"),
    Doing("(fencer|fencing match|fencing lesson)", "", "sword", place="hall"),
    Doing("(runner|sprinter|jogger|jogging|marathon|relay race)", "run"),
    Doing("(hurdle|hurdler|long jump|high jump)", "jump"),
    Doing("knit", "hold", "icon:yarn", seat="chair", place="bedroom", mood="smile"),
    Doing("under _ (blanket|quilt|duvet|cover|bedcover)", seat="bed", place="bedroom",
          uses="icon:scarf|icon:bed"),
    Doing("(goalkeeper|goalie|keeper)|dive (for|after|to catch|to save)", "jump", place="meadow"),
    Doing("(golf|golfer|golfing)", "", "golf club", place="meadow"),
    Doing("(play _ baseball|baseball player|baseball game|at bat|swing _ bat)", "", "baseball bat", place="meadow",
          uses="icon:baseball"),
    Doing("(bagpiper|piper|play _ bagpipe)", "hold", "bagpipes"),
    Doing("(sew|stitch)", "hold", "icon:thread", seat="chair", place="bedroom"),
    Doing("(fishing|fisherman|angler)", "", "icon:fishing-pole"),
    Doing("(sweep|clean _ floor|sweeps)", "hold", "icon:broom"),
    Doing("watering (?!can|hole)|water (the|a|some|her|his) _ (flower|plant|garden|vegetable|tree|rose)", "point",
          "watering can", place="garden"),
    Doing("(dig|shovel|gardening|gardener)|planting (?!(\\S+ ){0,2}flag)|plant (a|the|some|his|her) _ (tree|seed|"
          "flower|vegetable)", "hold", "shovel"),
    Doing("(rake)", "hold", "rake"),
    Doing("(listen\\w* to music|dj)", "", place="", wears="headphones", mood="calm"),
    Doing("(take|taking|took) _ (photo|picture|selfie|photograph)|photograph\\w*", "call", "icon:camera",
          uses="icon:selfie|icon:mechanical-arm"),
    Doing("(talk|call|speak)\\w* on _ phone|phone call|telephon\\w+", "call", "icon:mobile-phone",
          uses="icon:telephone|icon:mobile-phone"),
    Doing("(write|draw|drawing) (a|the|his|her|with|on)", "hold", "icon:pencil"),
    Doing("painter|artist|paint (at|on)|(paint|painting) _ (picture|easel|wall|fence|canvas|portrait|egg|landscape|"
          "house|mural)", "hold", "icon:paintbrush"),
    Doing("(cook|stir|fry|boil|knead|whisk)|bake (?!good)", "hold", "icon:spoon", place="kitchen"),
    Doing("(mix|pour) _ (potion|chemical|liquid)|experiment", "hold", "icon:alembic", place="school",
          uses="icon:test-tube"),
    Doing("build (an?|the|his|her|their) _ (house|ship|wall|boat|robot|shed|fence|ark|birdhouse)|hammering|carpenter",
          "hold", "icon:hammer"),
    Doing("(repair|fix|fixing|mechanic|plumber)", "hold", "icon:wrench"),
    Doing("(cut _ hair|give _ haircut|hairdresser|barber)", "hold", "icon:scissors"),
    Doing("comb _ hair|brush _ hair", "salute", "icon:hair-pick", uses="icon:hair-pick"),
    Doing("(wash _ (dish|plate|hand|car|window|dog))", "hold", "icon:sponge"),
    Doing("(bathe|take _ bath|bubble bath|in _ (bath|bathtub|tub)|wash (him|her|it)self)", seat="icon:bathtub",
          place="bathroom"),
    Doing("salute", "salute"),
    Doing("(work|type|write) _ (laptop|computer)|on (her|his|a|the) (laptop|computer)|video call|office worker",
          seat="table", place="school"),
    Doing("play _ (piano|keyboard)|pianist|(do|doing) _ homework", seat="table", place="bedroom"),
    Doing("play _ drum|drummer", "cheer", seat="drum"),
    Doing("(fight|wrestle)", "box", mood="determined"),
    Doing("(throw|toss|hurl|fling)", "throw"),
    Doing("(dunk|play _ basketball|shoot _ hoop|basketball player)", "jump", "icon:basketball", place="hall"),
    Doing("(play _ volleyball|volleyball player)", "jump", "icon:volleyball", place="beach"),
    Doing("(push|pull|mow) (?!up)", "push"),
    Doing("(ballet|ballerina|dance|dancer|twirl)", "dance", mood="joy"),
    Doing("cross\\w* arm|arm cross\\w*", "crossed"),
    Doing("(on _ crutch|use _ crutch|with _ crutch|crutch)", "crutches", wears="crutches", uses="icon:crutch"),
    Doing("broken leg|leg (?:in _ )?cast|plaster leg|leg cast", "", wears="leg cast"),
    Doing("prosthe\\w+|artificial leg|blade runner|running blade", "", wears="prosthetic leg",
          uses="icon:mechanical-leg"),
    Doing("hearing aid|cochlear implant", "", wears="hearing aid", uses="icon:ear-with-hearing-aid"),
    Doing("(wear\\w* _ headphone|headphone _ on|with _ headphone|earbud|in _ headphone)", "", wears="headphones",
          uses="icon:headphone"),
    Doing("(blind|white cane)", "hold", "icon:white-cane", wears="glasses"),
    Doing("(sing|shout|yell|cheer)", "cheer", mood="laugh"),
    Doing("(howl|roar|growl)", "wonder", mood="smile"),
    Doing("in (a|the|his|her) (\\S+ )?(pond|lake|river|water|stream|swamp|hot tub)", gear="water"),
    Doing("(at|have|having|eat|share|sharing) (\\S+ ){0,2}(dinner|lunch|breakfast|supper|meal)", seat="table",
          place="kitchen"),
    Doing("(picnic|have _ picnic)", "sit", "icon:sandwich", place="meadow", seat="rug", brings="basket"),
    Doing("(float|swim|drift|bob|paddle|glide) _ (pond|lake|river|water|stream|lagoon)", gear="water"),
    Doing("float _ back|drift _ back", "cheer", gear="water", place="ocean", mood="calm"),
    Doing("sign language|signing", "greet"),
    Doing("(beg|pray)", "hold", mood="calm"),
)  # fmt: skip
"""The most telling first."""
_BETWEEN = r"(?:\S+ ){0,3}"
_WORD = re.compile(r"(?<!\\)\b[a-z]{3,}\b(?![\\*+])")
_AS_THEY_ARE = frozenset(
    "gardening planting boxing fishing fixing hammering drawing watering doing signing building painting".split()
)
"""Words that without their ending are also things: a boy boxing, a boy with a box."""


def stem(word: str) -> str:
    """A word without the endings of verbs and plurals."""
    if word in _AS_THEY_ARE:
        return word
    word = IRREGULAR.get(word, word)
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            word = word.removesuffix(ending)
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The doings' patterns, of stems."""
    plain = (_WORD.sub(lambda word: stem(word.group()), each.said) for each in DOINGS)
    return tuple(re.compile(rf"(?:^| )(?:{said})(?:(?<= )|(?= ))".replace("_ ", _BETWEEN)) for said in plain)


def doings(words: Sequence[str]) -> list[Doing]:
    """The doings that words say, in the order of the table."""
    text = " ".join(map(stem, words)) + " "
    return [each for each, pattern in zip(DOINGS, _patterns(), strict=True) if pattern.search(text)]
