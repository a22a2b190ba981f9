"""Compound nouns: two or more words that mean something else than their parts, or a kind that a plainer drawing shows.

A compound is matched whole, so its parts say nothing on their own: a sea lion is no lion. Those of `NOTHING` name what
the illustrator does not draw; leaving a thing out is better than drawing another in its place.
"""

SPECIES_COMPOUNDS = {
    "bunny": "jackrabbit|cottontail|bunny girl|bunny boy",
    "cat": "kitty cat|tabby|tabby cat|tomcat|house cat|black cat|siamese cat",
    "dog": "bulldog|sheepdog|poodle|husky|pug|chihuahua|dalmatian|terrier|collie|border collie|spaniel|doggie|"
    "guide dog|police dog|german shepherd|puppy dog|great dane|saint bernard",
    "fox": "arctic fox|snow fox|fennec fox|fire fox|fox cub",
    "bear": "grizzly bear|black bear|honey bear|gummy bear|mama bear|papa bear|baby bear",
    "mouse": "field mouse|church mouse",
    "leopard": "mountain lion|cougar|puma|panther|snow leopard|lynx|bobcat",
    "squirrel": "flying squirrel|ground squirrel",
    "pig": "little pig|flying pig",
    "horse": "wild horse|race horse|racehorse|horseback",
    "deer": "roe deer|caribou|baby deer|antelope|gazelle",
    "goat": "mountain goat",
    "chick": "baby chicken",
    "hen": "mother hen",
    "frog": "bullfrog|tree frog|frog prince",
    "bird": "blue bird|song bird|canary|little bird|baby bird",
    "parrot": "cockatoo|parakeet|budgie",
    "owl": "night owl|snowy owl|barn owl",
    "dinosaur": "baby dinosaur",
}

PEOPLE_COMPOUNDS = {
    "cowboy": "cow boy|cow girl",
    "superhero": "spider man|spiderman|bat man|batman|superman|super man|supergirl",
    "girl": "goldilocks|little red riding hood|red riding hood|birthday girl|flower girl",
    "boy": "birthday boy",
    "princess": "cinderella|rapunzel|sleeping beauty|snow white",
    "firefighter": "firewoman",
    "man": "ice cream man|milkman",
    "santa": "santa clause",
}

THING_COMPOUNDS = {
    "starfish": "star fish",
    "butterfly": "butter fly|monarch butterfly|monarch",
    "firefly": "fire fly",
    "dragonfly": "dragon fly|damselfly",
    "bee": "honey bee|bumble bee|queen bee",
    "ladybug": "lady bug|lady bird",
    "mushroom": "toad stool",
    "rainbow": "rain bow",
    "whale": "killer whale|orca|blue whale|sperm whale",
    "fish": "koi|koi fish|koi carp|carp|"
    "cat fish|catfish|sword fish|swordfish|rainbow trout|trout|salmon|tuna|clown fish|gold fish|angel fish|"
    "angelfish",
    "train": "toy train",
    "car": "toy car",
    "boat": "toy boat|paper boat|dragon boat|fishing boat|rowing boat",
    "toy box": "stuffed bunny|stuffed rabbit|toy bunny|plush bunny|stuffed toy|soft toy|plushie",
    "house": "doll house|dollhouse|dog house|doghouse|farm house",
    "flower": "dandelion|buttercup|tiger lily|orchid|daffodil|marigold|peony|lavender",
    "ball": "snow ball|snowball|rubber ball",
}

ICON_COMPOUNDS = {
    "crab": "king crab|hermit crab|spider crab|horseshoe crab",
    "shark": "tiger shark|hammerhead|great white shark",
    "tropical-fish": "tropical fish",
    "blowfish": "puffer fish|pufferfish",
    "wrench": "monkey wrench",
    "carousel-horse": "rocking horse|carousel horse",
    "crystal-ball": "snow globe",
    "sandwich": "turkey sandwich|chicken sandwich",
    "poultry-leg": "chicken leg|chicken wing",
    "steaming-bowl": "chicken soup|noodle soup",
    "feather": "peacock feather",
    "airplane": "paper plane|paper airplane|toy airplane",
    "delivery-truck": "toy truck",
    "honey-pot": "beehive|bee hive|pot of honey|jar of honey|honey jar|honey",
    "nest-with-eggs": "bird nest|bird s nest",
    "egg": "easter egg",
    "bone": "dog bone|fish bone",
    "candy": "cotton candy",
    "eggplant": "egg plant",
    "ear-of-corn": "ear of corn",
    "fire-engine": "fire engine|fire truck|firetruck",
}

NOTHING = (
    "sea urchin|sea cucumber|horse fly|horsefly|crane fly|house fly|mouse trap|mousetrap|"
    "mouse pad|rat trap|bear trap|bear rug|bear claw|lion dance|zebra crossing|zebra finch|"
    "cat burglar|cat nip|catnip|cat walk|cat suit|hamster wheel|rabbit hole|fox hole|foxhole|"
    "worm hole|wormhole|black hole|ship wheel|chicken nugget|chicken pox|chicken coop|"
    "pig tail|duck tape|duck pond|duck feet|bird cage|birdcage|bird seed|fish net|"
    "fishnet|fish hook|fish stick|kangaroo mouse|elephant ear|elephant tusk|tiger stripe|"
    "leopard print|snake skin|tortoise shell|turtle neck|turtleneck|crocodile tear|wolf pack|"
    "wolf whistle|goose bump|swan song|crow bar|crowbar|dog fight|dog tag|dog walker|frog man|"
    "star wars|rock star|rockstar|movie star|pop star|rock band|rock n roll|hair band|"
    "rubber band|book worm|bookworm|couch potato|night mare|nightmare|mare s tail|sun burn|"
    "moon walk|cloud nine|housework|key board|butter milk|palm of|palm of his hand|"
    "palm of her hand|baby sitter|mother nature|father time|man kind|mankind|toad in the hole"
)
