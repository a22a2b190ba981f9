"""Names and looks of children's heroes."""

from collections.abc import Mapping

NAMES: Mapping[str, tuple[str, ...]] = {
    "girl": tuple(
        "Mia Nora Ruby Ella Maya Clara Molly Priya Amara Freya Tilly Bess Nell Mabel Hattie Edie Posy Minnie Leila Mei Aisha Greta".split()
    ),
    "boy": tuple(
        "Leo Finn Sam Ben Theo Toby Milo Hugo Otto Arlo Felix Kofi Ravi Omar Kenji Mateo Alfie Ned Wilf Gus Barnaby Monty".split()
    ),
    "neutral": tuple("Kit Frankie Remy Billie Bobbie Noor Sasha Quinn Tully Ash Robbie Nico Rory Jamie".split()),
}
#: Names of animals, toys and people of fairy tales.
CREATURE_NAMES: Mapping[str, tuple[str, ...]] = {
    "girl": tuple("Tansy Dot Poppet Mopsy Juno Tilly Figgy Lumi Oona Zuzu Lulu Bibi Merry Velvet Minnie".split()),
    "boy": tuple("Bramble Pickle Biscuit Tuppy Olly Rumble Barley Wilbur Rollo Corky Gus Monty Rufus Nutmeg".split()),
    "neutral": tuple("Pip Nib Bumble Fizz Tumble Flop Tuft Snip Momo Tavi Twig Thimble Koko Moss".split()),
}
ROBOT_NAMES = tuple("Bolt Beep Zip Widget Rivet Blip Sprocket Tinker Whirr Ziggy Pixel Clank Nano".split())
COMPANION_NAMES = tuple(
    "Dot Moss Nib Biscuit Bramble Figgy Bumble Fizz Tuft Twig Momo Lulu Barley Snip Tavi Nutmeg Oona Corky".split()
)
#: People who are called by what they are.
FAMILY: Mapping[str, str] = {
    "mother": "Mama",
    "mom": "Mama",
    "mum": "Mama",
    "father": "Papa",
    "dad": "Papa",
    "daddy": "Papa",
    "grandmother": "Grandma",
    "grandma": "Grandma",
    "granny": "Granny",
    "grandfather": "Grandpa",
    "grandpa": "Grandpa",
}
GENDER: Mapping[str, str] = {
    **dict.fromkeys(
        "girl woman princess queen mother mom mum sister aunt grandmother grandma granny witch mermaid fairy".split(),
        "girl",
    ),
    **dict.fromkeys("boy man prince king father dad daddy brother uncle grandfather grandpa wizard".split(), "boy"),
}

CHILDREN: Mapping[str, tuple[str, ...]] = {
    "girl": (
        "curly black hair, brown skin, a yellow dress and red shoes",
        "long brown hair, light skin, a blue dress and yellow boots",
        "red braids, freckles, a green dress and brown boots",
        "short black hair, tan skin, a pink dress and white shoes",
        "a blond ponytail, light skin, a red dress and blue boots",
        "black braids, dark skin, a turquoise dress and purple shoes",
        "a brown bun, tan skin, a purple dress and yellow shoes",
    ),
    "boy": (
        "short black hair, brown skin, a yellow shirt and blue trousers",
        "spiky brown hair, light skin, a green shirt and red shoes",
        "curly red hair, freckles, a blue shirt and brown trousers",
        "short black hair, tan skin, a red shirt and grey trousers",
        "short blond hair, light skin, a turquoise shirt and blue trousers",
        "curly black hair, dark skin, a green shirt and yellow boots",
        "spiky black hair, light skin, a purple shirt and blue trousers",
    ),
    "neutral": (
        "short brown hair, tan skin, a yellow sweater and blue trousers",
        "curly black hair, dark skin, a red sweater and green boots",
        "short blond hair, light skin, a green sweater and brown trousers",
        "short black hair, light skin, a turquoise sweater and blue boots",
        "curly brown hair, brown skin, a blue sweater and yellow boots",
    ),
}
#: Hair and skin of people who bring clothes of their own.
FACES = (
    "brown hair and tan skin",
    "black hair and brown skin",
    "red hair and light skin",
    "black hair and dark skin",
    "blond hair and light skin",
)
WEARS = (
    "a green scarf",
    "a red scarf",
    "a blue scarf",
    "a yellow scarf",
    "a purple scarf",
    "a blue backpack",
    "a red backpack",
    "a yellow backpack",
    "a red bow tie",
    "a blue bow tie",
    "a green vest",
    "a blue vest",
)
#: Types of heroes: what they are, each as a picture shows it; the first word says how, the last what.
ANIMALS = (
    "small russet fox",
    "small grey bunny",
    "little brown bear",
    "little grey mouse",
    "round brown hedgehog",
    "small white cat",
    "small brown dog",
    "little panda",
    "little penguin",
    "small green frog",
    "little brown owl",
    "little grey elephant",
    "fluffy yellow duck",
    "small pink pig",
    "small grey koala",
    "brown squirrel",
    "little raccoon",
    "little white lamb",
)
ROBOTS = (
    "small round blue robot",
    "little red robot",
    "small yellow robot",
    "little green robot",
    "small white robot",
    "little purple robot",
)
TOYS = (
    "knitted brown bear",
    "patchwork blue bunny",
    "velvet grey elephant",
    "plush penguin",
    "corduroy brown dog",
    "knitted white lamb",
    "felt russet fox",
    "woolly grey mouse",
    "plush panda",
    "velvet pink pig",
)
TALES: Mapping[str, tuple[str, ...]] = {
    "girl": (
        "little fairy",
        "young princess",
        "little mermaid",
        "little witch",
        "small green dragon",
        "small white unicorn",
        "young knight",
    ),
    "boy": (
        "young prince",
        "young knight",
        "small red dragon",
        "small blue dragon",
        "young pirate",
        "small white unicorn",
    ),
    "neutral": ("small green dragon", "small purple dragon", "small white unicorn", "young knight", "little fairy"),
}
#: Fur and feathers of a creature that the prompt names without saying how it looks.
COLOURS: Mapping[str, str] = {
    "fox": "russet",
    "bunny": "grey",
    "rabbit": "grey",
    "bear": "brown",
    "mouse": "grey",
    "hedgehog": "brown",
    "cat": "grey",
    "kitten": "grey",
    "dog": "brown",
    "puppy": "brown",
    "frog": "green",
    "owl": "brown",
    "elephant": "grey",
    "duck": "yellow",
    "duckling": "yellow",
    "pig": "pink",
    "piglet": "pink",
    "koala": "grey",
    "squirrel": "brown",
    "lamb": "white",
    "sheep": "white",
    "dragon": "green",
    "unicorn": "white",
    "robot": "blue",
    "horse": "brown",
    "pony": "brown",
    "goat": "white",
    "turtle": "green",
    "tortoise": "green",
    "bird": "blue",
    "dinosaur": "green",
    "monkey": "brown",
    "lion": "golden",
    "wolf": "grey",
    "deer": "brown",
    "fawn": "brown",
    "octopus": "purple",
    "whale": "blue",
    "dolphin": "blue",
    "fish": "golden",
    "crab": "red",
    "snail": "brown",
}
#: Friends for a hero who has too few, with what they look like.
COMPANIONS = (
    "tiny brown mouse",
    "small white duck",
    "small green frog",
    "round brown hedgehog",
    "tiny grey bunny",
    "small blue bird",
    "brown squirrel",
    "small ginger cat",
    "spotted white puppy",
    "little brown owl",
    "small green turtle",
    "little pink pig",
)
SWIMMERS = ("small green turtle", "small green frog", "little penguin", "small white duck")
