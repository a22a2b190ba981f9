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
    "bird": "robin sparrow seagull gull magpie nightingale pájaro oiseau vogel uccello птица",
    "fish": "goldfish pez poisson fisch pesce",
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
    **dict.fromkeys(
        (
            "seal camel crow beaver donkey zebra otter badger mole bat raccoon crocodile parrot swan goose eagle peacock "
            "hippo rhino leopard lizard snake ostrich flamingo pelican walrus moose ant spider ladybug raven hamster sloth "
            "llama alpaca shark lobster seahorse jellyfish starfish firefly caterpillar grasshopper beetle worm toad skunk "
            "porcupine meerkat gorilla reindeer cheetah pigeon rooster toucan hummingbird stork armadillo platypus ferret "
            "troll goblin ogre yeti vampire scarecrow"
        ).split(),
        "",
    ),
    "hen": "chicken gallina poule huhn",
}

#: People, and the pronoun that goes with them.
PEOPLE: Mapping[str, str] = {
    **dict.fromkeys(("girl", "woman", "princess", "queen", "mother", "sister", "grandmother", "aunt", "witch"), "she"),
    **dict.fromkeys(("boy", "man", "prince", "king", "father", "brother", "grandfather", "uncle", "wizard"), "he"),
    **dict.fromkeys(
        (
            "child knight pirate astronaut explorer adventurer detective scientist inventor chef baker doctor nurse "
            "teacher artist painter musician dancer singer gardener farmer sailor captain firefighter engineer "
            "programmer astronomer librarian shepherd superhero hero ninja cowboy clown magician photographer writer "
            "poet traveler traveller cousin neighbour neighbor student athlete skater surfer runner family friend person barista architect "
            "keeper lighthouse-keeper beekeeper zookeeper goalkeeper carrier clockmaker watchmaker shoemaker toymaker "
            "carpenter plumber tailor seamstress weaver fisherman postman mailman milkman butcher florist mechanic lifeguard "
            "blacksmith potter waiter miner drummer acrobat juggler ballerina gymnast cyclist swimmer policeman policewoman "
            "soldier nanny guard janitor clerk mayor judge coach burglar thief grocer cashier referee guide ranger diver pilot electrician lumberjack miller innkeeper puppeteer sculptor conductor driver keeper twin girlfriend boyfriend classmate babysitter stepmother stepfather"
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
    "witch": "bruja sorcière hexe strega",
    "wizard": "mago zauberer magicien",
    "teacher": "maestro maestra lehrerin",
    "doctor": "médico arzt médecin",
    "knight": "caballero chevalier ritter",
}

#: Places: other words for them, and what is seen there.
PLACES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "forest": (
        "woods woodland wald bosque forêt foresta лес 森林 森",
        ("tall mossy trees", "a winding path", "toadstools", "ferns", "a hollow log", "a clear little stream"),
    ),
    "jungle": ("rainforest selva dschungel", ("hanging vines", "giant leaves", "a waterfall", "bright flowers")),
    "garden": (
        "jardín jardin garten giardino",
        ("sunflowers", "a stone birdbath", "rows of carrots", "a garden gate", "climbing beans", "a watering can"),
    ),
    "meadow": ("field wiese prado", ("daisies", "tall grass", "a wooden fence", "a lone oak tree", "poppies")),
    "farm": ("granja ferme bauernhof fattoria", ("a red barn", "hay bales", "a tractor", "a pond")),
    "mountain": (
        "mountains hill hills berg montaña montagne гора 山",
        ("a rocky path", "pine trees", "a snowy peak", "a narrow bridge", "a sleepy valley far below"),
    ),
    "beach": (
        "seaside shore playa plage strand spiaggia",
        ("sea shells", "a sandcastle", "gentle waves", "a striped parasol"),
    ),
    "sea": (
        "ocean underwater reef meer mar mer mare море 海",
        ("coral towers", "silver bubbles", "waving seaweed", "a sunken chest", "starfish", "a curious school of fish"),
    ),
    "island": ("isla île insel isola", ("palm trees", "a hidden cove", "an old treasure map", "a rope bridge")),
    "river": (
        "lake pond río lago fluss see fiume",
        ("water lilies", "stepping stones", "a little rowing boat", "reeds"),
    ),
    "castle": (
        "palace tower castillo château schloss burg castello замок",
        ("a drawbridge", "banners", "a spiral staircase", "a round tower", "a great hall", "stained glass windows"),
    ),
    "village": ("pueblo dorf villaggio", ("cobbled lanes", "crooked chimneys", "a market square", "a stone well")),
    "city": (
        "town street downtown stadt ciudad ville città город",
        ("tall windows", "a busy crossing", "rooftops", "street lamps", "a corner shop", "a tram"),
    ),
    "mars": ("", ("red dust", "a deep crater", "a little rover", "a rusty red rock")),
    "zoo": (
        "tiergarten zoológico",
        ("a penguin pool", "a tall giraffe house", "a map with many arrows", "a row of benches"),
    ),
    "rome": (
        "roma rom",
        ("the Forum", "marble columns", "the great Colosseum", "a noisy market", "an aqueduct", "a Roman street"),
    ),
    "egypt": ("egipto ägypten", ("the pyramids", "painted temple walls", "the Nile", "tall palms")),
    "space": (
        "galaxy weltraum espacio espace planet космос 宇宙 太空",
        ("twinkling stars", "a ringed planet", "a silver rocket", "a drifting comet", "moon rocks", "a glowing nebula"),
    ),
    "moon": (
        "luna lune mond 月",
        ("round craters", "grey dust", "the blue Earth in the sky", "a small flag", "a lander"),
    ),
    "sky": ("clouds cielo himmel ciel", ("puffy clouds", "a rainbow", "a flock of swallows", "a hot-air balloon")),
    "desert": ("desierto wüste", ("rolling dunes", "a tall cactus", "a cool oasis", "a sandstone arch")),
    "cave": (
        "cavern cueva höhle",
        ("sparkling crystals", "a dark little tunnel", "an underground lake", "old drawings"),
    ),
    "arctic": ("snow ice antarctica north pole nieve schnee", ("snowdrifts", "an igloo", "icicles", "frozen waves")),
    "kitchen": ("bakery küche cocina", ("a big mixing bowl", "copper pans", "a warm oven", "a tray of buns")),
    "school": (
        "classroom kindergarten nursery preschool schule escuela école",
        ("little desks", "a globe", "a shelf of picture books", "paint pots"),
    ),
    "library": (
        "bookshop bücherei biblioteca",
        ("tall shelves", "a rolling ladder", "a reading lamp", "an open atlas"),
    ),
    "museum": ("gallery", ("glass cases", "a huge skeleton", "old paintings", "a marble hall")),
    "market": ("bazaar fair mercado markt", ("fruit stalls", "striped awnings", "baskets", "a busy fountain")),
    "park": ("playground parque", ("a swing", "a bandstand", "a duck pond", "a winding path", "a bench")),
    "house": ("home casa maison haus bedroom attic", ("a cosy armchair", "a sunny window", "a creaky staircase")),
    "workshop": ("garage laboratory lab", ("shelves of tools", "cogs and springs", "blueprints", "a humming lamp")),
    "circus": ("zirkus circo", ("a striped tent", "a trapeze", "a row of lanterns", "a tiny stage")),
    "train": ("railway station tren zug", ("a puffing engine", "a long platform", "round windows", "a ticket booth")),
    "ship": ("boat barco schiff", ("white sails", "a ship's wheel", "coiled ropes", "a lookout's nest")),
    "camp": ("campsite", ("a row of tents", "a campfire", "a wooden dock", "a flagpole")),
    "airport": ("", ("a control tower", "a row of suitcases", "a big departure board", "a parked airplane")),
    "hospital": ("clinic", ("a long white corridor", "a row of beds", "a cart of bandages", "a bright window")),
    "harbour": ("harbor port dock", ("fishing boats", "a stack of crates", "a striped lighthouse", "coils of rope")),
    "cellar": ("basement", ("dusty shelves", "a row of jam jars", "a creaky step", "an old bicycle")),
    "bathroom": ("", ("a big bathtub", "a rubber duck", "a steamy mirror", "a pile of towels")),
    "pool": ("", ("a diving board", "a row of towels", "blue tiles", "a long bench")),
    "stadium": ("arena", ("rows of seats", "a finish line", "bright flags", "a scoreboard")),
    "savanna": ("savannah", ("tall golden grass", "a lone acacia tree", "a muddy water hole", "a flat-topped hill")),
    "office": ("studio desk", ("a wall of notes", "a humming screen", "a cup of coffee", "tall windows")),
}

#: Where somebody is at home when the prompt names no place.
HOMES: Mapping[str, str] = {
    **dict.fromkeys("fish whale dolphin octopus mermaid shark lobster seahorse jellyfish starfish".split(), "sea"),
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
    **dict.fromkeys(("lighthouse keeper", "lifeguard"), "beach"),
    **dict.fromkeys(("fisherman", "ferryman"), "harbour"),
    **dict.fromkeys(("doctor", "nurse"), "hospital"),
    **dict.fromkeys(
        "tailor shoemaker carpenter blacksmith toymaker clockmaker watchmaker mechanic".split(), "workshop"
    ),
    **dict.fromkeys("postman mailman firefighter policeman policewoman driver florist barista".split(), "city"),
    **dict.fromkeys(("librarian",), "library"),
    **dict.fromkeys("boat tugboat sailboat ferry submarine canoe".split(), "river"),
    **dict.fromkeys(("lighthouse", "seagull"), "beach"),
    **dict.fromkeys(("locomotive", "engine"), "train"),
    **dict.fromkeys(("rocket", "comet"), "space"),
    **dict.fromkeys(("tractor", "scarecrow", "rooster"), "farm"),
    **dict.fromkeys(("seed", "flower", "caterpillar", "worm", "watering can"), "garden"),
    **dict.fromkeys(("kite", "cloud", "star", "balloon"), "sky"),
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
        "lea rosa hanna ida nellie amira yara leyla zara lotte marie tilda greta "
        "fatima aisha priya mei yuki hana ana lola carmen paula emily charlotte matilda heidi frida greta"
    ).split()
)
NAMES_HE = frozenset(
    (
        "tom tim ben max leo oscar noah liam jack sam finn felix hugo oliver lucas theo henry charlie george james peter "
        "paul david daniel adam alex marcus mateo diego carlos juan pedro luis omar ali ahmed hassan ivan dmitri kenji "
        "oskar theodor yusuf samir bruno anders niko "
        "hiro ravi arjun otto emil anton karl jonas milo arthur archie alfie freddie toby jake ryan ethan mason"
    ).split()
)
