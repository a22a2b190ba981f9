"""Words for things: synonyms of what is drawn by hand, other names of icons, and words that need care."""

THING_WORDS = {
    "tree": "tree|oak|oak tree|maple tree|willow|birch|árbol|arbre|baum|albero", "apple tree": "apple tree|fruit tree|cherry tree|lemon tree|orange tree",
    "pine": "pine|pine tree|fir|fir tree|spruce|christmas tree", "palm": "palm tree|coconut tree|coconut palm", "bush": "bush|shrub|hedge|hedgerow",
    "berry bush": "berry bush|blueberry bush|rose bush", "fern": "fern", "flower": "flower|blossom|wildflower|bouquet|petal|flor|fleur|blume|fiore",
    "sunflower": "sunflower|girasol", "tulip": "tulip", "daisy": "daisy|chamomile", "rose": "rose", "foxglove": "foxglove|bell flower", "bluebell": "bluebell",
    "mushroom": "mushroom|toadstool|seta|champignon|pilz", "mushroom house": "mushroom house|fairy house|toadstool house", "grass": "tall grass|grass tuft",
    "cactus": "cactus|cacti", "stump": "stump|tree stump", "log": "log|fallen tree", "rock": "rock|boulder|stone", "reeds": "reed|cattail",
    "carrot": "carrot|zanahoria|carotte", "sun": "sun|sol|soleil|sonne", "moon": "moon|full moon|luna|lune|mond", "crescent moon": "crescent moon|crescent",
    "cloud": "cloud|nube|nuage|wolke", "rainbow": "rainbow|arco iris", "star": "star|estrella|étoile|stern|stella", "snowflake": "snowflake",
    "butterfly": "butterfly|mariposa|papillon|schmetterling|farfalla", "bee": "bee|bumblebee|honeybee|abeja|abeille|biene", "ladybug": "ladybug|ladybird",
    "caterpillar": "caterpillar|inchworm", "flying bird": "flying bird|flock of bird|seagull|gull|swallow|bluebird in the sky", "dragonfly": "dragonfly",
    "firefly": "firefly|fireflies|lightning bug|glow worm", "hot air balloon": "hot air balloon|air balloon", "house": "house|cottage|cabin|hut|home|casa|maison|haus",
    "barn": "barn|farmhouse|stable", "castle": "castle|tower|fortress", "circus tent": "circus tent|big top", "tent": "tent|teepee", "fence": "fence|gate|picket fence",
    "bridge": "bridge|puente|pont|brücke", "lighthouse": "lighthouse", "windmill": "windmill|mill", "skyscraper": "skyscraper|tall building|building", "shop": "shop|store|bakery shop",
    "igloo": "igloo", "well": "well|wishing well", "signpost": "signpost|sign post|wooden sign", "bed": "bed|bunk bed", "lamp": "lamp|night light|nightlight|lampshade",
    "bookshelf": "bookshelf|bookcase|shelf", "window": "window|ventana|fenêtre", "table": "table|mesa", "chair": "chair|armchair|stool", "stove": "stove|oven",
    "pot": "pot|cooking pot|saucepan|cauldron|stew", "cupboard": "cupboard|cabinet", "rug": "rug|carpet", "blackboard": "blackboard|chalkboard|whiteboard",
    "desk": "school desk|desk", "teddy bear": "teddy bear|teddy|stuffed animal|stuffed bear|plush toy", "toy box": "toy box|toy chest|toy", "fish": "fish|goldfish|clownfish|pez|poisson|fisch|pesce",
    "coral": "coral", "seaweed": "seaweed|kelp", "shell": "shell|seashell|sea shell|conch", "starfish": "starfish|sea star", "bubble": "bubble|soap bubble",
    "sandcastle": "sandcastle|sand castle", "beach umbrella": "beach umbrella|parasol", "boat": "boat|sailboat|ship|rowboat|sailing boat|barco|bateau|boot",
    "pirate ship": "pirate ship|galleon", "treasure chest": "treasure chest|treasure|chest of gold|chest", "jellyfish": "jellyfish|jelly fish", "octopus": "octopus|pulpo",
    "whale": "whale|ballena|baleine|wal", "dolphin": "dolphin|delfín|dauphin", "balloon": "balloon|globo", "ball": "ball|beach ball|pelota|balle", "kite": "kite|cometa",
    "book": "book|storybook|spellbook|libro|livre|buch", "gift": "gift|present|gift box|regalo|cadeau|geschenk", "cake": "cake|birthday cake|pastel de cumpleaños|gâteau|kuchen",
    "lantern": "lantern|paper lantern", "basket": "basket|picnic basket", "umbrella": "umbrella|paraguas", "campfire": "campfire|bonfire|fire pit", "snowman": "snowman|snow man",
    "sled": "sled|sledge|sleigh|toboggan", "wand": "wand|magic wand", "sword": "sword", "rocket": "rocket|rocket ship|spacecraft", "planet": "planet|saturn|mars|jupiter|planeta",
    "flying saucer": "flying saucer|ufo|alien ship", "train": "train|steam train|locomotive|tren", "car": "car|automobile|coche|voiture|auto", "drum": "drum",
    "swing": "swing|swing set", "slide": "slide|playground slide",
}

ICON_WORDS = {
    # other words -> icon of the pack; words equal to an icon's name need no entry
    "apple": "red-apple", "truck": "delivery-truck", "plane": "airplane", "aeroplane": "airplane", "jet": "airplane", "bike": "bicycle", "tricycle": "bicycle", "scooter": "kick-scooter",
    "motorbike": "motorcycle", "fire truck": "fire-engine", "police car": "police-car", "snail": "snail", "spider": "spider", "ant": "ant",
    "beetle": "beetle", "cricket insect": "cricket", "grasshopper": "cricket", "worm": "worm", "crab": "crab", "lobster": "lobster", "shark": "shark", "seal": "seal",
    "kangaroo": "kangaroo", "camel": "two-hump-camel", "llama": "llama", "alpaca": "llama", "bat": "bat", "sloth": "sloth", "peacock": "peacock",
    "flamingo": "flamingo", "swan": "swan", "turkey": "turkey", "eagle": "eagle", "snake": "snake", "lizard": "lizard", "gecko": "lizard", "chameleon": "lizard",
    "ice cream": "soft-ice-cream", "ice cream cone": "soft-ice-cream", "donut": "doughnut", "sandwich": "sandwich", "burger": "hamburger", "fries": "french-fries", "cookie": "cookie",
    "cupcake": "cupcake", "muffin": "cupcake", "pie": "pie", "candy": "candy", "sweets": "candy", "lollipop": "lollipop", "chocolate": "chocolate-bar", "bread": "bread", "loaf": "bread",
    "cheese": "cheese-wedge", "egg": "egg", "milk": "glass-of-milk", "tea": "teapot", "cup": "hot-beverage", "mug": "hot-beverage", "cocoa": "hot-beverage", "soup": "steaming-bowl",
    "bowl": "bowl-with-spoon", "orange": "tangerine", "corn": "ear-of-corn", "pepper": "bell-pepper", "potato": "potato", "tomato": "tomato", "pumpkin": "jack-o-lantern",
    "acorn": "chestnut", "nut": "chestnut", "honey": "honey-pot", "jar": "jar", "guitar": "guitar", "piano": "musical-keyboard", "violin": "violin", "trumpet": "trumpet", 
    "music": "musical-notes", "song": "musical-notes", "note": "musical-note", "map": "world-map", "treasure map": "scroll", "scroll": "scroll", "letter": "envelope", "envelope": "envelope", "key": "key",
    "old key": "old-key", "door": "door", "clock": "mantelpiece-clock", "alarm clock": "alarm-clock", "telescope": "telescope", "magnifying glass": "magnifying-glass-tilted-left",
    "microscope": "microscope", "camera": "camera", "phone": "mobile-phone", "telephone": "telephone", "computer": "laptop", "television": "television", "tv": "television",
    "radio": "radio", "candle": "candle", "mirror": "mirror", "bathtub": "bathtub", "bath": "bathtub", "toothbrush": "toothbrush", "sofa": "couch-and-lamp", "couch": "couch-and-lamp",
    "paintbrush": "paintbrush", "paint": "artist-palette", "palette": "artist-palette", "easel": "artist-palette", "crayon": "crayon", "pencil": "pencil", "scissors": "scissors", "yarn": "yarn", "puzzle": "puzzle-piece",
    "globe": "globe-showing-americas", "earth": "globe-showing-americas", "trophy": "trophy", "medal": "1st-place-medal", "crystal ball": "crystal-ball", "potion": "test-tube", "gem": "gem-stone", "diamond": "gem-stone",
    "jewel": "gem-stone", "crystal": "gem-stone", "coin": "coin", "bell": "bell", "heart": "two-hearts", "feather": "feather", "leaf": "maple-leaf", "nest": "nest-with-eggs", "paw print": "paw-prints",
    "bone": "bone", "anchor": "anchor", "bucket": "bucket", "plant": "potted-plant", "flowerpot": "potted-plant", "seedling": "seedling", "sprout": "seedling",
    "hammer": "hammer", "ladder": "ladder", "rope": "knot", "tractor": "tractor", "merry go round": "carousel-horse", "carousel": "carousel-horse",
    "ferris wheel": "ferris-wheel", "roller coaster": "roller-coaster", "popcorn": "popcorn", "ticket": "ticket", "soccer ball": "soccer-ball", "football": "soccer-ball", "basketball": "basketball",
    "baseball": "baseball", "tennis racket": "tennis", "skateboard": "skateboard", "skate": "ice-skate", "ski": "skis", "yo yo": "yo-yo", "dice": "game-die", "piñata": "piata", "pinata": "piata",
    "ghost": "ghost", "alien": "alien", "monster": "alien-monster", "skull": "skull", "volcano": "volcano", "fountain": "fountain", "tornado": "tornado", "comet": "comet",
    "shooting star": "shooting-star", "satellite": "satellite", "helicopter": "helicopter", "parachute": "parachute", "school bus": "bus", "bus": "bus", "taxi": "taxi", "ambulance": "ambulance", "clover": "four-leaf-clover",
    "four leaf clover": "four-leaf-clover", "lotus": "lotus", "water lily": "lotus", "cherry blossom": "cherry-blossom", "wheat": "sheaf-of-rice", "hay": "sheaf-of-rice", 
    "strawberry": "strawberry", "cherry": "cherries", "grape": "grapes", "banana": "banana", "watermelon": "watermelon", "lemon": "lemon", "pineapple": "pineapple", "pear": "pear", "peach": "peach",
    "blueberry": "blueberries", "avocado": "avocado", "pizza": "pizza", "pancake": "pancakes", "noodle": "spaghetti", "sushi": "sushi", "taco": "taco", "salad": "green-salad", "suitcase": "luggage",
    "compass": "compass", "microphone": "studio-microphone", "headphones": "headphone", "sunglasses": "sunglasses", "sock": "socks", "mitten": "gloves", "glove": "gloves", 
    "battery": "battery", "gear": "gear", "cog": "gear", "bulb": "light-bulb", "light bulb": "light-bulb", "lightbulb": "light-bulb", "flashlight": "flashlight", "torch": "flashlight", "magnet": "magnet", "wrench": "wrench",
    "toolbox": "toolbox", "peanut": "peanuts", "stethoscope": "stethoscope", "bandage": "adhesive-bandage", "broom": "broom", "coconut": "coconut", "fire": "fire", "flame": "fire", "dodo": "dodo", "lime fruit": "lime",
    "shield": "shield", "axe": "axe", "bow and arrow": "bow-and-arrow", "teapot": "teapot", "croissant": "croissant", "waffle": "waffle", "pretzel": "pretzel", "butter": "butter", "garlic": "garlic", "onion": "onion",
}

AMBIGUOUS = frozenset(
    "rose fish swing fly watch ring plant wave light train duck bat rock seal drum stage top bow cook paint march well star slide bean nest saw book park ship sail pick "
    "bear pen key face back label mirror cross fair spring band match guard judge pilot hook hole lime bread butter salt note play palm crow swallow ram kid fan bell shell "
    "can stick log stump tear kite bed ball pie egg honey iron nail drill jar clip file card mouse ice bowl camel moose pepper ground nut fire skate ski bridge fence "
    "map letter button bark comb glass glasses chest peach cherry gear trunk present orange ruler hat cap boot sled axe cup camera fish squash dash hop climb cow snake worm bug "
    "candle stone hammer ladder shovel picture house table desk lamp point bus taxi surf".split()
)
"""Words that are also verbs or names: read as things only after an article, a number, an adjective, or in the plural."""

NOT_DRAWN = frozenset(
    "middle-finger cigarette no-smoking wine-glass cocktail-glass beer-mug clinking-beer-mugs clinking-glasses sake bottle-with-popping-cork tumbler-glass coffin headstone funeral-urn "
    "syringe drop-of-blood pistol water-pistol bomb dagger kitchen-knife crossed-swords bikini briefs one-piece-swimsuit love-hotel pregnant-woman pregnant-man pregnant-person breast-feeding "
    "pile-of-poo toilet water-closet plunger slot-machine radioactive biohazard prohibited woman-zombie man-vampire woman-vampire person-vampire lungs anatomical-heart brain tooth tongue "
    "latin-cross orthodox-cross star-of-david menorah kaaba om khanda church mosque synagogue hindu-temple shinto-shrine place-of-worship prayer-beads pill petri-dish microbe bikini skull "
    "skull-and-crossbones hole up-arrow plus minus multiply divide information label link memo mouth nose ear eye foot leg lipstick kiss pick custard customs dvd om mate dna flag "
    "person man woman boy girl child baby older-person prince princess fairy guard judge pilot cook artist singer student teacher farmer mechanic scientist detective ninja astronaut "
    "construction-worker police-officer firefighter office-worker factory-worker health-worker technologist santa-claus mrs-claus mx-claus troll ogre goblin foggy fog cyclone registered "
    "copyright sunset sunrise sunrise-over-mountains cityscape cityscape-at-dusk night-with-stars bridge-at-night national-park desert desert-island camping beach-with-umbrella milky-way snow-capped-mountain mountain dashing-away people-hugging family houses house-with-garden derelict-house building-construction sun-with-face full-moon-face new-moon-face hot-face cold-face wind-face speaking-head footprints thread dizzy collision zzz one-thirty ophiuchus wheel wireless wedding wing volleyball triangle star stadium station statue-of-liberty tokyo-tower moai map-of-japan mount-fuji red-triangle eject low-battery "
    "rock ring seal fly watch face hook light pen drum bell key fire ice nut bus salt band customs razor mirror-ball wheel-of-dharma adhesive-bandage boy dove dragon owl frog lion fox bear".split()
)
"""Icons whose plain name is no cue to draw them; some come back through `ICON_WORDS`."""

GIRLS = frozenset(
    "mia emma olivia ava sophia sofia isabella bella amelia luna lily lucy ella chloe zoe zoey nora ruby alice anna hannah sarah maya leila layla ruth clara stella rosie rose hazel "
    "violet ivy daisy poppy grace eva maria elena julia nina lena lara emily charlotte harper aria evelyn abigail mila penelope maddie molly jane amy kate kim priya aisha fatima zara "
    "amara nia imani mei yuki sakura ingrid freya elsa greta heidi lola carmen lucia ines camila valentina".split()
)
BOYS = frozenset(
    "max leo noah liam oliver elijah james william ben benjamin lucas henry theo jack daniel sam samuel finn oscar charlie jacob mason ethan logan alex mateo diego pablo carlos juan luis "
    "tom tommy tim timmy peter paul john jonas emil felix otto hans milo hugo arlo ravi arjun omar ali yusuf kofi kwame jamal malik kenji hiro wei jin pedro andre marco luca pierre louis jules "
    "george edward harry billy bobby jimmy danny nico toby eli ezra".split()
)
