"""The words that the storyteller understands. Synonyms, other languages among them, stand behind the English noun."""

from collections.abc import Mapping

#: Animals and creatures.
CREATURES: Mapping[str, str] = {
    "cat": "kitten kitty gato gata gatito chat katze kätzchen gatto кошка кот 猫",
    "dog": "puppy perro perrito chien hund cane cachorro собака 犬 狗",
    "fox": "zorro renard fuchs volpe лиса 狐狸 キツネ",
    "bear": "oso osito ours bär orso медведь 熊",
    "rabbit": "bunny hare conejo lapin hase kaninchen coniglio 兔 うさぎ",
    "mouse": "mice ratón souris maus topo",
    "hedgehog": "erizo hérisson igel",
    "owl": "owlet búho hibou eule",
    "lion": "león löwe leone лев",
    "tiger": "tigre",
    "elephant": "elefante éléphant elefant слон",
    "monkey": "mono singe affe",
    "horse": "pony caballo cheval pferd cavallo",
    "pig": "piglet cerdo cochon schwein",
    "sheep": "lamb oveja mouton schaf",
    "frog": "rana grenouille frosch",
    "turtle": "tortoise tortuga tortue schildkröte",
    "penguin": "pingüino pingouin pinguin",
    "duck": "duckling pato canard ente",
    "bird": "robin sparrow pájaro oiseau vogel uccello птица",
    "fish": "pez poisson fisch pesce",
    "whale": "ballena baleine wal",
    "dolphin": "delfín dauphin delfin",
    "octopus": "pulpo pieuvre krake",
    "crab": "cangrejo crabe krebs",
    "butterfly": "mariposa papillon schmetterling farfalla",
    "bee": "abeja abeille biene",
    "dinosaur": "dino dinosaurio dinosaure dinosaurier",
    "dragon": "dragón drache drago дракон 龙 龍 ドラゴン تنين",
    "unicorn": "unicornio licorne einhorn",
    "mermaid": "sirena sirène meerjungfrau",
    "fairy": "hada fée fee fata",
    "elf": "elfo elfe",
    "gnome": "gnomo",
    "giant": "gigante géant riese",
    "ghost": "fantasma fantôme gespenst",
    "monster": "monstruo monstre",
    "robot": "android roboter робот",
    "alien": "extraterrestre",
    "snowman": "muñeco",
    "deer": "fawn ciervo cerf reh",
    "wolf": "lobo loup",
    "panda": "",
    "koala": "",
    "squirrel": "ardilla écureuil eichhörnchen",
    "snail": "caracol escargot schnecke",
    "kangaroo": "",
    "giraffe": "jirafa girafe",
    "goat": "cabra chèvre ziege",
    "cow": "vaca vache kuh",
    "hen": "chicken gallina poule huhn",
}

#: People, and the pronoun that goes with them.
PEOPLE: Mapping[str, str] = {
    **dict.fromkeys(("girl", "woman", "princess", "queen", "mother", "sister", "grandmother", "witch"), "she"),
    **dict.fromkeys(("boy", "man", "prince", "king", "father", "brother", "grandfather", "wizard"), "he"),
    **dict.fromkeys(
        (
            "child knight pirate astronaut explorer adventurer detective scientist inventor chef baker doctor nurse "
            "teacher artist painter musician dancer singer gardener farmer sailor captain firefighter engineer "
            "programmer astronomer librarian shepherd superhero hero ninja cowboy clown magician photographer writer "
            "poet traveler traveller student athlete skater surfer runner family friend person barista architect"
        ).split(),
        "they",
    ),
}
PEOPLE_IN_OTHER_WORDS: Mapping[str, str] = {
    "girl": "niña fille mädchen ragazza девочка 女孩",
    "boy": "niño garçon junge ragazzo мальчик 男孩",
    "woman": "lady mujer femme frau",
    "man": "hombre homme mann uomo",
    "child": "kid toddler niñx enfant kind bambino ребёнок 子供",
    "princess": "princesa princesse prinzessin principessa",
    "prince": "príncipe prinz",
    "king": "rey roi könig re",
    "queen": "reina reine königin",
    "grandmother": "grandma granny abuela oma nonna",
    "grandfather": "grandpa abuelo opa nonno",
    "mother": "mom mum mama madre mutter",
    "father": "dad daddy papa padre vater",
    "astronaut": "spaceman astronauta astronaute",
    "pirate": "pirata pirat",
    "knight": "caballero chevalier ritter",
}

#: Places: other words for them, what is seen there, and who may live there.
PLACES: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "forest": (
        "woods woodland wald bosque forêt foresta лес 森林 森",
        ("tall mossy trees", "a winding path", "toadstools", "ferns", "a hollow log", "a clear little stream"),
        "squirrel",
    ),
    "jungle": (
        "rainforest selva dschungel",
        ("hanging vines", "giant leaves", "a waterfall", "bright flowers"),
        "monkey",
    ),
    "garden": (
        "jardín jardin garten giardino",
        ("sunflowers", "a stone birdbath", "rows of carrots", "a garden gate", "climbing beans", "a watering can"),
        "snail",
    ),
    "meadow": (
        "field wiese prado",
        ("daisies", "tall grass", "a wooden fence", "a lone oak tree", "poppies"),
        "rabbit",
    ),
    "farm": ("granja ferme bauernhof fattoria", ("a red barn", "hay bales", "a tractor", "a pond"), "hen"),
    "mountain": (
        "mountains hill hills berg montaña montagne гора 山",
        ("a rocky path", "pine trees", "a snowy peak", "a narrow bridge", "a sleepy valley far below"),
        "goat",
    ),
    "beach": (
        "seaside shore playa plage strand spiaggia",
        ("sea shells", "a sandcastle", "gentle waves", "a striped parasol"),
        "crab",
    ),
    "sea": (
        "ocean underwater reef meer mar mer mare море 海",
        ("coral towers", "silver bubbles", "waving seaweed", "a sunken chest", "starfish", "a curious school of fish"),
        "turtle",
    ),
    "island": (
        "isla île insel isola",
        ("palm trees", "a hidden cove", "an old treasure map", "a rope bridge"),
        "parrot",
    ),
    "river": (
        "lake pond río lago fluss see fiume",
        ("water lilies", "stepping stones", "a little rowing boat", "reeds"),
        "duck",
    ),
    "castle": (
        "palace tower castillo château schloss burg castello замок",
        ("a drawbridge", "banners", "a spiral staircase", "a round tower", "a great hall", "stained glass windows"),
        "mouse",
    ),
    "village": (
        "pueblo dorf villaggio",
        ("cobbled lanes", "crooked chimneys", "a market square", "a baker's window"),
        "cat",
    ),
    "city": (
        "town street downtown stadt ciudad ville città город",
        ("tall windows", "a busy crossing", "rooftops", "street lamps", "a corner shop", "a tram"),
        "pigeon",
    ),
    "rome": (
        "roma rom",
        ("the Forum", "marble columns", "the great Colosseum", "a noisy market", "an aqueduct", "a Roman street"),
        "cat",
    ),
    "egypt": ("egipto ägypten", ("the pyramids", "painted temple walls", "the Nile", "tall palms"), "cat"),
    "space": (
        "galaxy weltraum espacio espace planet космос 宇宙 太空",
        ("twinkling stars", "a ringed planet", "a silver rocket", "a drifting comet", "moon rocks", "a glowing nebula"),
        "robot",
    ),
    "moon": (
        "luna lune mond 月",
        ("round craters", "grey dust", "the blue Earth in the sky", "a small flag", "a lander"),
        "robot",
    ),
    "sky": (
        "clouds cielo himmel ciel",
        ("puffy clouds", "a rainbow", "a flock of swallows", "a hot-air balloon"),
        "bird",
    ),
    "desert": ("desierto wüste", ("rolling dunes", "a tall cactus", "a cool oasis", "a sandstone arch"), "lizard"),
    "cave": (
        "cavern cueva höhle",
        ("sparkling crystals", "a dark little tunnel", "an underground lake", "old drawings"),
        "bat",
    ),
    "arctic": (
        "snow ice antarctica north pole nieve schnee",
        ("snowdrifts", "an igloo", "icicles", "frozen waves"),
        "penguin",
    ),
    "kitchen": ("bakery küche cocina", ("a big mixing bowl", "copper pans", "a warm oven", "a tray of buns"), "mouse"),
    "school": (
        "classroom schule escuela école",
        ("little desks", "a globe", "a shelf of picture books", "paint pots"),
        "hamster",
    ),
    "library": (
        "bookshop bücherei biblioteca",
        ("tall shelves", "a rolling ladder", "a reading lamp", "an open atlas"),
        "mouse",
    ),
    "museum": ("gallery", ("glass cases", "a huge skeleton", "old paintings", "a marble hall"), "mouse"),
    "market": ("bazaar fair mercado markt", ("fruit stalls", "striped awnings", "baskets", "a busy fountain"), "cat"),
    "park": ("playground parque", ("a swing", "a bandstand", "a duck pond", "a winding path", "a bench"), "duck"),
    "house": (
        "home casa maison haus bedroom attic",
        ("a cosy armchair", "a sunny window", "a creaky staircase"),
        "cat",
    ),
    "workshop": (
        "garage laboratory lab",
        ("shelves of tools", "cogs and springs", "blueprints", "a humming lamp"),
        "mouse",
    ),
    "circus": ("zirkus circo", ("a striped tent", "a trapeze", "a row of lanterns", "a tiny stage"), "elephant"),
    "train": (
        "railway station tren zug",
        ("a puffing engine", "a long platform", "round windows", "a ticket booth"),
        "mouse",
    ),
    "ship": ("boat barco schiff", ("white sails", "a ship's wheel", "coiled ropes", "a lookout's nest"), "parrot"),
    "office": ("studio desk", ("a wall of notes", "a humming screen", "a cup of coffee", "tall windows"), "cat"),
}

#: Where somebody is at home when the prompt names no place.
HOMES: Mapping[str, str] = {
    **dict.fromkeys(("fish", "whale", "dolphin", "octopus", "mermaid"), "sea"),
    **dict.fromkeys(("crab",), "beach"),
    **dict.fromkeys(("pirate", "sailor", "captain"), "ship"),
    **dict.fromkeys(("dragon", "giant", "goat", "wolf"), "mountain"),
    **dict.fromkeys(("penguin", "snowman"), "arctic"),
    **dict.fromkeys(("lion", "elephant", "giraffe", "kangaroo"), "meadow"),
    **dict.fromkeys(("tiger", "monkey", "panda", "koala", "dinosaur"), "jungle"),
    **dict.fromkeys(
        ("fox", "bear", "owl", "hedgehog", "deer", "squirrel", "fairy", "elf", "gnome", "unicorn"), "forest"
    ),
    **dict.fromkeys(("horse", "pig", "sheep", "cow", "hen", "farmer"), "farm"),
    **dict.fromkeys(("duck", "frog", "turtle"), "river"),
    **dict.fromkeys(("butterfly", "bee", "snail", "gardener", "rabbit", "bird"), "garden"),
    **dict.fromkeys(("princess", "prince", "king", "queen", "knight", "wizard", "witch", "ghost"), "castle"),
    **dict.fromkeys(("astronaut", "alien", "astronomer"), "space"),
    **dict.fromkeys(("robot", "inventor", "scientist"), "workshop"),
    **dict.fromkeys(("chef", "baker"), "kitchen"),
    **dict.fromkeys(("engineer", "programmer", "writer", "architect"), "office"),
    **dict.fromkeys(("teacher", "student"), "school"),
    **dict.fromkeys(("librarian",), "library"),
}

#: Things that children's ideas mention, and what is done with them.
THINGS = frozenset(
    (
        "mushroom flower tree star moon sun rainbow kite balloon ball boat rocket treasure map key lantern book crown "
        "cake cookie apple pumpkin snowflake umbrella bicycle bike car train drum guitar piano painting letter shell "
        "feather bell candle teapot hat shoe scarf wand potion gem crystal egg acorn leaf cloud puzzle toy doll swing "
        "bridge door clock telescope camera skateboard surfboard instrument gift present bath bathtub pizza"
    ).split()
)

NAMES_SHE = frozenset(
    (
        "bella emma mia lily lucy anna sofia sophia luna ella ava zoe chloe nora ruby rosie daisy alice clara maya nina "
        "lena julia laura sarah maria olivia grace ivy hannah eva isla amelia molly poppy stella aurora elena mila leila "
        "fatima aisha priya mei yuki hana ana lola carmen paula emily charlotte matilda heidi frida greta"
    ).split()
)
NAMES_HE = frozenset(
    (
        "tom tim ben max leo oscar noah liam jack sam finn felix hugo oliver lucas theo henry charlie george james peter "
        "paul david daniel adam alex marcus mateo diego carlos juan pedro luis omar ali ahmed hassan ivan dmitri kenji "
        "hiro ravi arjun otto emil anton karl jonas milo arthur archie alfie freddie toby jake ryan ethan mason"
    ).split()
)

#: Product nouns: what is shown of them from near, and where they are used.
PRODUCTS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "watch": (
        ("the polished bezel and the fine hands of the dial", "the engraved case and supple strap"),
        "on a wrist",
    ),
    "drink": (("ice-cold droplets running down the can", "a burst of fizz as the can is opened"), "in a raised hand"),
    "skincare": (
        ("the silky texture of the cream", "a single clear drop on the glass dropper"),
        "against glowing skin",
    ),
    "perfume": (("light breaking through the faceted bottle", "a fine mist in the air"), "beside silk and petals"),
    "shoe": (("the stitching and the springy sole", "laces pulled tight"), "in mid-stride"),
    "headphones": (("the soft ear cushions and brushed metal", "a fingertip on the dial"), "on somebody lost in music"),
    "phone": (("the seamless edge of glass and metal", "the camera lenses catching the light"), "in a relaxed hand"),
    "car": (("the sweep of the headlight", "the stitched steering wheel"), "on an open road"),
    "coffee": (("crema swirling in the cup", "freshly roasted beans tumbling"), "at a sunlit table"),
    "chocolate": (("a glossy break in the bar", "melting ribbons of cocoa"), "shared between friends"),
    "bag": (("the grain of the leather", "the click of the clasp"), "over a shoulder"),
    "bike": (("the clean welds of the frame", "the turning chain"), "on a winding road"),
    "toy": (("bright painted parts", "tiny moving wheels"), "in happy hands"),
    "app": (("a clear, friendly screen", "one simple tap"), "in everyday life"),
}
PRODUCT_SYNONYMS: Mapping[str, str] = {
    "watch": "timepiece wristwatch reloj uhr montre",
    "drink": "soda beverage juice beer lemonade tea water smoothie energy",
    "skincare": "cream serum lotion moisturizer cosmetics cosmetic makeup lipstick shampoo soap",
    "perfume": "fragrance cologne parfum",
    "shoe": "shoes sneaker sneakers trainers boots",
    "headphones": "earbuds headset speaker",
    "phone": "smartphone laptop tablet camera console",
    "car": "suv truck motorcycle vehicle",
    "coffee": "espresso latte",
    "chocolate": "candy snack cookie cookies ice-cream pizza burger bread",
    "bag": "backpack handbag suitcase",
    "bike": "bicycle e-bike scooter",
    "toy": "toys lego game",
    "app": "software website service",
}
