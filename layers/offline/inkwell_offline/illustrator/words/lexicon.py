"""The words that the illustrator knows, by what they mean. Phrases are singular and lower case; `|` parts synonyms.

Everything here is data: a new word is a new entry. Matching is by whole words, longest phrase first (see `matcher`).
"""

# ruff: noqa: SIM905 - tables of words are read more easily as text

from inkwell_offline.illustrator.words.wild import WILD_WORDS, WORK_WORDS

SPECIES_WORDS = {
    "bunny": "bunny|rabbit|hare|bunny rabbit|conejo|conejito|lapin|kaninchen|hase|coniglio|coelho",
    "cat": "cat|kitten|kitty|pussycat|gato|gatito|chat|katze|gatto",
    "dog": "dog|puppy|pup|hound|doggy|labrador|retriever|golden retriever|dachshund|corgi|beagle|perro|perrito|"
    "chien|hund|cachorro",
    "fox": "fox|zorro|renard|fuchs|volpe|raposa",
    "wolf": "wolf|werewolf|lobo|loup",
    "bear": "bear|bear cub|grizzly|brown bear|oso|osito|ours|bär|orso|urso",
    "polar bear": "polar bear|ice bear",
    "mouse": "mouse|ratón|raton|souris|maus|topo",
    "panda": "panda|panda bear",
    "koala": "koala|koala bear",
    "lion": "lion|lioness|lion cub|león|leon|löwe|leone|leão",
    "tiger": "tiger|tiger cub|tigre",
    "leopard": "leopard|cheetah|jaguar",
    "monkey": "monkey|ape|chimp|chimpanzee|mono|singe|affe",
    "raccoon": "raccoon|racoon",
    "squirrel": "squirrel|chipmunk|eichhörnchen|ardilla|écureuil",
    "hedgehog": "hedgehog|porcupine|igel|erizo|hérisson",
    "pig": "pig|piglet|piggy|hog|cerdo|cochon|schwein",
    "sheep": "sheep|lamb|ewe|oveja|mouton|schaf",
    "goat": "goat|kid goat|billy goat",
    "cow": "cow|calf|bull|ox|vaca|vache|kuh",
    "horse": "horse|pony|foal|stallion|mare|caballo|cheval|pferd|cavallo",
    "unicorn": "unicorn|unicornio|licorne|einhorn|unicorno",
    "zebra": "zebra",
    "deer": "deer|fawn|reindeer|stag|doe|ciervo|cerf|hirsch|reh",
    "giraffe": "giraffe|jirafa|girafe",
    "elephant": "elephant|baby elephant|elefante|éléphant|elefant",
    "hippo": "hippo|hippopotamus",
    "frog": "frog|toad|rana|grenouille|frosch",
    "turtle": "turtle|tortoise|sea turtle|tortuga|tortue|schildkröte",
    "crocodile": "crocodile|alligator|croc",
    "dinosaur": "dinosaur|dino|dinosaurio",
    "dragon": "dragon|baby dragon|dragón|drache|drago|dragão",
    "owl": "owl|owlet|búho|hibou|eule|gufo|coruja",
    "penguin": "penguin|pingüino|pinguino|pingouin|pinguin",
    "duck": "duck|duckling|pato|canard|ente",
    "chick": "chick|baby chick",
    "hen": "hen|chicken|rooster|cockerel|gallina|huhn",
    "bird": "bird|sparrow|bluebird|songbird|pájaro|pajaro|oiseau|vogel|uccello",
    "parrot": "parrot|macaw|loro|papagei",
    "robot": "robot|android|droid|automaton|roboter",
    **WILD_WORDS,
}

PEOPLE_WORDS = {
    "girl": "girl|little girl|schoolgirl|daughter|sister|granddaughter|niece|niña|nina|fille|mädchen|ragazza|menina|"
    "heroine|gretel|twin sister|little red riding hood",
    "boy": "boy|little boy|schoolboy|son|brother|grandson|nephew|niño|nino|garçon|junge|ragazzo|menino|hansel|"
    "peter pan|jack and the beanstalk|twin brother",
    "child": "child|grandchild|grandkid|kid|toddler|youngster|"
    "student|pupil|teen|teenager|adolescent|friend|hero|twin|traveler|traveller|singer|dancer|musician|"
    "little one|enfant|kind|bambino|criança",
    "baby": "baby|infant|newborn|bebé|bébé",
    "woman": "woman|parent|queen mother|eve and adam|lady|mother|mom|mum|mommy|mummy|mama|aunt|auntie|mujer|madre|"
    "mère|femme|frau|mutter",
    "man": "man|father|dad|daddy|papa|uncle|hombre|padre|père|homme|mann|vater",
    "adult": "wheelchair user|adult|person|grown up|grownup|commuter|passenger|shopper|customer|neighbour|neighbor|"
    "beginner|villager|"
    "townsperson|warrior|tribesman|chieftain|chief|comedian|entertainer|visitor|guest|stranger|spectator",
    "grandma": "grandma|grandmother|granny|nana|old woman|old lady|abuela|oma|grand mère|nonna",
    "grandpa": "grandpa|grandfather|grandad|granddad|old man|abuelo|opa|nonno",
    "knight": "knight|joan of arc|suit of armour|suit of armor|armour|armor|squire|caballero medieval|chevalier|ritter",
    "princess": "princess|princesa|princesse|prinzessin|principessa",
    "prince": "prince|príncipe|principe|prinz",
    "queen": "queen|empress|reina|reine|königin",
    "king": "king|emperor|rey|roi|könig",
    "pirate": "pirate|buccaneer|pirata|pirat",
    "astronaut": "astronaut|spacesuit|space suit|spaceman|spacewoman|cosmonaut|astronauta|astronaute",
    "wizard": "wizard|sorcerer|magician|warlock|mage|mago|zauberer",
    "witch": "witch|sorceress|bruja|sorcière|hexe",
    "fairy": "fairy|pixie|sprite|elf|tooth fairy|hada|fée|fee|fata",
    "mermaid": "mermaid|merman|merperson|sirena|sirène|meerjungfrau",
    "superhero": "superhero|super hero|superheroine|caped hero",
    "chef": "chef|cook",
    "firefighter": "firefighter|fireman|fire fighter",
    "doctor": "doctor|vet|veterinarian",
    "cowboy": "cowboy|cowgirl|sheriff",
    "ninja": "ninja",
    "ballerina": "ballerina|ballet dancer",
    "detective": "detective|spy",
    "clown": "clown|jester|juggler",
    "family": "family|familia|famille|familie|famiglia",
    "holy family": "holy family|nativity|nativity scene|mary and joseph|joseph and mary|birth of jesus|baby jesus",
    "david and goliath": "david and goliath|david fighting goliath|david fights goliath",
    "bride and groom": "bride and groom|wedding couple|newlyweds",
    "parents": "parents",
    "couple": "couple|young couple|married couple|old couple|elderly couple|lovers|husband and wife|pareja|ehepaar",
    "grandparents": "grandparents",
    "santa": "santa|santa claus|father christmas|weihnachtsmann",
    **WORK_WORDS,
}

SETTING_WORDS = {
    "forest": "forest|woods|wood land|woodland|glade|rainy forest|pine forest|enchanted forest|magical forest|"
    "bosque|forêt|foret|wald|foresta|floresta|trail",
    "meadow": "meadow|field|farm|farmyard|hill|hillside|countryside|park|playground|prairie|pasture|grassland|"
    "river|lake|pond|stream|riverbank|"
    "prado|campo|wiese|pré",
    "garden": "garden|backyard|back yard|yard|greenhouse|orchard|flower bed|jardín|jardin|garten|giardino|jardim",
    "beach": "beach|seaside|by the sea|beside the sea|near the sea|by the ocean|beside the ocean|by the water|"
    "at the water s edge|lagoon|bay|cove|"
    "shore|seashore|island|coast|sand|sandy beach|"
    "desert island|harbor|"
    "harbour|pier|playa|plage|strand|spiaggia|praia",
    "underwater": "underwater|under the sea|under the ocean|under water|reef|coral reef|seabed|ocean floor|deep sea|"
    "bottom of the sea|undersea|"
    "under el mar|under la mer|under wasser",
    "space": "space|outer space|galaxy|cosmos|planet surface|moon surface|on the moon|the moon base|spaceship|"
    "space station|milky way|solar system|float in space|"
    "espacio|espace|weltraum|weltall|spazio",
    "bedroom": "bedroom|nursery|bed room|attic|room|playroom|dormitorio|chambre|schlafzimmer|bedtime|in bed",
    "kitchen": "kitchen|tea party|dinner party|bakery|dining room|restaurant|cafe|cocina|cuisine|küche|cucina",
    "school": "school|classroom|lesson|kindergarten|preschool|laboratory|workshop|escuela|école|schule|scuola",
    "city": "construction site|building site|skate park|city|town|street|downtown|"
    "main street|"
    "shop window|rooftop|ciudad|ville|stadt|città|cidade",
    "village": "village|market|marketplace|bazaar|market square|hamlet|village street|village square|small town|"
    "little town|old town|"
    "pueblo|dorf|aldea|villaggio",
    "castle": "castle|palace|kingdom|fortress|throne room|courtyard|castillo|château|chateau|schloss|castello|castelo",
    "snow": "snow|snowy|winter|iceberg|on ice|on the ice|over the ice|across the ice|thin ice|ice floe|ice rink|"
    "ice age|"
    "north pole|south pole|arctic|antarctica|frozen|ski slope|snowfall|"
    "nieve|neige|schnee|neve",
    "jungle": "jungle|rainforest|rain forest|tropical forest|safari|savanna|savannah|selva|dschungel|giungla",
    "cave": "cave|cavern|grotto|den|lair|mine|höhle|cueva|grotte",
    "mountains": "mountain|mountains|peak|cliff|valley|canyon|summit|hilltop|volcano|waterfall|montaña|montagne|"
    "berg|montagna",
    "circus": "circus|carnival|fair|funfair|fairground|big top|birthday party|party|parade|"
    "festival|circo|cirque|zirkus",
    "bathroom": "bathroom|bath room|shower room|baño|badezimmer|salle de bain|bagno",
    "hall": "gym|gymnasium|sports hall|stadium|boxing ring|arena|basketball court|dojo|tennis court|dance studio",
    "living room": "living room|lounge|sitting room|family room|at home|indoors|fireplace|sofa|flat|apartment|"
    "wohnzimmer|salon|soggiorno",
    "library": "library|bookshop|bookstore|reading room|study room|biblioteca|bibliothek|bibliothèque",
    "carriage": "on the train|on a train|on the bus|on a bus|on the subway|on a subway|in the subway|in a subway|"
    "in the metro|on the metro|in a train|subway train|train compartment|"
    "on a crowded train|on a crowded bus|on a crowded subway|metro|underground train|tram|train carriage",
    "stage": "stage|theater|theatre|concert|concert hall|school play|talent show|recital|auditorium|opera",
    "clinic": "clinic|hospital room|doctor s office|dentist s office|operating room|waiting room|vet clinic",
    "office": "office|meeting room|workplace|home office|bank counter|reception",
    "ocean": "on water|on the water|ocean|sea|open sea|high sea|rough sea|big wave|huge wave|mer|meer|mar",
    "pool": "swimming pool|paddling pool|pool|water park|piscina|schwimmbad|piscine",
    "clouds": "above the cloud|over the cloud|through the cloud|among the cloud|in the cloud|in the sky|"
    "through the sky|across the sky|on a cloud|high in the air",
    "studio": "studio|photo studio|plain backdrop|studio backdrop|marble|podium|pedestal|display stand|"
    "seamless backdrop",
    "desert": "desert|dune|oasis|pyramid|nile|ancient egypt|wild west|sahara|desierto|désert|wüste",
}

ACTION_WORDS = {
    "wave": "wave|greet|say hello|say goodbye|saying hello|waving hello|hello|goodbye",
    "run": "run|race|chase|hurry|rush|sprint|dash|flee|escape|gallop|skate|ski|skateboard",
    "walk": "walk|stroll|wander|hike|march|tiptoe|travel|explore|stride|sneak|follow|adventure|search|arrive",
    "jump": "jump|hop|leap|bounce|skip|spring|cheer|celebrate|jump rope|splash",
    "stand": "stand|standing on",
    "sit": "sit|rest|relax|wait|perch|picnic|have a picnic|fish|draw|paint|eat|drink|play piano|ride|sail|drive|row",
    "read": "read|read a book|study|storytelling|tell a story|do homework",
    "sleep": "sleep|nap|doze|dream|asleep|snooze|fall asleep|rest in bed|snore|tucked in bed|go to bed|lie down|"
    "sleeping soundly",
    "fly": "fly|soar|hover|glide|levitate",
    "swim": "swim|dive|snorkel|paddle|float underwater",
    "dance": "dance|twirl|spin|perform|sing|waltz|practice ballet",
    "hold": "hold|carry|give|bring|offer|share|cook|bake|stir|plant|water the flower|collect|gather|pick|find|"
    "discover treasure|swing a|swing the|swing his|swing her|catch|build|hand over|pet|feed|play with",
    "point": "point|show|guide|lead|teach|cast a spell|conjure|aim",
    "think": "think|wonder why|ponder|plan|imagine|decide|remember",
    "wonder": "look up|gaze|stare|marvel|watch|look at|discover|admire|notice|look around|meet|see|look out",
    "climb": "climb|reach|hang|swing|climb up",
    "kick": "kick|play soccer|play football|play ball",
    "hug": "hug|cuddle|embrace|comfort",
    "proud": "stand proudly|pose|stand tall|guard|protect|win",
    "float": "float|drift|float in space",
}

MOOD_WORDS = {
    "happy": "happy|content|cheerful|friendly|kind|gentle|cozy|cosy|warm smile|sweet|cute|feliz|heureux|glücklich|"
    "felice",
    "smile": "smile|smiling|grin|beam|delighted|sonriente|sourire",
    "joy": "joy|joyful|joyous|overjoyed|excited|thrilled|giggle|gleeful|celebrate",
    "laugh": "laugh|laughter|hilarious|funny|silly",
    "surprised": "surprised|amazed|astonished|shocked|surprise|gasp|startled|awe|wide eyed|stunned|discover",
    "scared": "scared|afraid|frightened|terrified|fearful|nervous|worried|anxious|worry",
    "sad": "sad|cry|crying|tearful|unhappy|lonely|upset|gloomy|sob|weep|tear|miserable|triste|traurig|"
    "disappointed|homesick",
    "angry": "angry|mad|furious|cross|grumpy|annoyed|frown|rage|enojado|wütend",
    "serious": "serious|solemn|stern|neutral expression|thoughtful|focused|concentrate",
    "determined": "brave|determined|courageous|bold|heroic|fearless|confident|proud",
    "sleepy": "sleepy|tired|yawn|drowsy|exhausted",
    "wink": "wink|winking",
    "shy": "shy|bashful|timid|embarrassed|blush",
    "curious": "curious|wonder|wondering|curiosity|inquisitive|puzzled|confused",
    "mischief": "mischievous|cheeky|naughty|sly|sneaky|playful|smirk",
    "calm": "calm|peaceful|serene|meditate|eyes closed",
    "love": "love|in love|adore|loving|affectionate",
}

TIME_WORDS = {
    "night": "night|at night|nighttime|night time|midnight|starry|moonlight|moonlit|starlight|bedtime|"
    "under the star|starry night|noche|nuit|nacht|notte|noite",
    "sunset": "sunset|dusk|evening|twilight|golden hour|atardecer|sonnenuntergang",
    "dawn": "dawn|sunrise|morning|daybreak|early morning|amanecer",
    "day": "day|daytime|noon|afternoon|sunny|midday|sunshine|bright day|soleado",
}

WEATHER_WORDS = {
    "rain": "rain|rainy|raining|drizzle|puddle|rainstorm|storm|stormy|thunder|thunderstorm|lluvia|pluie|regen",
    "snow": "snowing|snowfall|snowstorm|blizzard|snowflakes falling|falling snow",
    "wind": "windy|wind|breezy|breeze|blustery",
    "fog": "fog|foggy|mist|misty|haze",
    "rainbow": "rainbow|after the rain|arco iris|arc en ciel|regenbogen",
    "cloudy": "cloudy|overcast",
}

SEASON_WORDS = {
    "autumn": "autumn|fall leaf|fall foliage|autumnal|in the fall|otoño|automne|herbst",
    "spring": "spring|springtime|in spring|primavera|printemps",
    "winter": "winter|wintertime|christmas",
    "summer": "summer|summertime|verano|été",
}

SHOT_WORDS = {
    "close": "close up|closeup|close shot|close view|extreme close up|portrait|headshot|head shot|"
    "head and shoulder|zoomed in|medium close up|tight shot|bust|"
    "face fills the frame|detail shot",
    "medium": "medium shot|mid shot|waist up|medium view|two shot|over the shoulder|half body|cowboy shot",
    "wide": "wide shot|wide establishing shot|establishing shot|long shot|wide view|panorama|panoramic|full shot|"
    "wide angle|aerial|far away|landscape view|in the distance|"
    "full scene|extreme wide shot",
}

ANGLE_WORDS = {
    "low": "low angle|from below|worm s eye view|worms eye|looking up at|low camera|hero angle",
    "high": "high angle|from above|bird s eye view|birds eye view|overhead|top down|aerial|looking down at|"
    "high camera|aerial view",
}

VIEW_WORDS = {
    "profile": "profile|side view|in profile|from the side|side profile|profile view|facing right|facing left",
    "back": "from behind|back view|rear view|seen from the back|facing away|back turned",
    "three quarter": "three quarter view|three quarter|3 4 view|threequarter view|turned slightly|three quarter turn",
    "front": "front view|facing forward|facing the camera|facing the viewer|front facing",
}

STYLE_WORDS = {
    "watercolor": "watercolor|watercolour|water colour|acuarela|aquarell|aquarelle|gouache",
    "comic": "comic|comic book|pop art|graphic novel|halftone",
    "pencil-sketch": "pencil sketch|pencil drawing|pencil|graphite|sketch|charcoal|storyboard sketch|hand drawn sketch|"
    "rough sketch",
    "pixel-art": "pixel art|pixelart|8 bit|16 bit|pixelated|retro game",
    "pastel": "pastel|pastel colour|pastel color|soft pastel|chalk pastel|crayon",
    "oil-painting": "oil painting|oil paint|impressionist|impasto|painted canvas",
    "anime": "anime|manga|ghibli|studio ghibli|chibi",
    "3d-render": "3d|3d render|pixar|cgi|3d animation|clay|claymation|plasticine",
    "photorealistic": "photorealistic|photo realistic|realistic|photo|photograph|cinematic|hyperrealistic",
    "cartoon": "cartoon|cartoonish|cartoon style|flat vector|vector art|flat illustration",
    "storybook": "storybook|story book|picture book|storybook style|children s book|book illustration|"
    "fairytale illustration|children s illustration",
    "line-art": "line art|lineart|colouring page|coloring page|colouring book|coloring book|outline drawing|"
    "ink drawing|black and white line",
}

AUDIENCE_WORDS = {
    "toddler": "for toddlers|for a toddler|toddler coloring|very simple|preschoolers|ages 2 4",
    "adult": "for adults|adult coloring|adult colouring|intricate|highly detailed pattern|zentangle|mandala style",
    "teen": "for teens|teenager audience|ages 13 17",
    "tween": "for tweens|ages 9 12",
}

PRESET_WORDS = {
    "bold-simple": "bold simple|bold and simple|bold and easy|thick line|thick outline|simple shapes|bold outline",
    "kawaii": "kawaii|super cute|chibi cute",
    "whimsical": "whimsical|swirly|dreamlike|fanciful",
    "botanical": "botanical|floral|flower filled|leafy",
}

MAGIC_WORDS = (
    "magic|magical|enchanted|enchanting|mystical|fairytale|fairy tale|sparkling|sparkle|glittering|dreamy|"
    "glowing|wizardry|spell|mágico|magique|magisch"
)

FEMALE = (
    "she her hers herself girl woman lady mother mom mum queen princess sister daughter heroine lioness witch "
    "ballerina grandma niña fille mädchen female"
).split()
MALE = "he him his himself boy man father dad king prince brother son male".split()

NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 9,
    "dozen": 9,
    "pair of": 2,
    "a pair of": 2,
    "couple of": 2,
    "a couple of": 2,
    "few": 3,
    "a few": 3,
    "several": 4,
    "some": 3,
    "many": 6,
    "lots of": 6,
    "a lot of": 6,
    "both": 2,
    "group of": 3,
    "school of": 5,
    "shoal of": 5,
    "swarm of": 5,
    "team of": 4,
    "row of": 4,
    "line of": 4,
    "pile of": 4,
    "litter of": 4,
    "trio of": 3,
    "flock of": 4,
    "herd of": 4,
    "pack of": 4,
    "crowd of": 5,
    "family of": 3,
    "bunch of": 5,
    "field of": 7,
    "un": 1,
    "una": 1,
    "dos": 2,
    "tres": 3,
    "deux": 2,
    "trois": 3,
    "zwei": 2,
    "drei": 3,
}

IGNORED = (
    "pouch|pocket|"
    "cross the|cross a|cross an|crossing guard|empty space|negative space|generous space|copy space|white space|"
    "open space|space for text|space for a logo|room for text|hero shot|hero image|hero product|product shot|"
    "on fire|well lit|macro shot|tail spread|on top of|"
    "bear in mind|bear with me|bear with us|bear hug|cat nap|dog eared|monkey around|pony up|fish for compliment|"
    "horse around|hot dog stand|let the cat out of the bag|poster|sale|advert|advertisement|commercial|packshot|"
    "billboard|"
    "raining cat and dog|under the weather|piece of cake|on cloud nine|once in a blue moon|"
    "star of the show|at the drop of a hat|in the light of|"
    "light up|light blue|light green|light pink|light heart|white background|plain background|"
    "black and white|background|style|thick black outline|"
    "no text|border|frame of|page|picture of|image of|drawing of|view of|shot of|fall in|fall down|"
    "school of|shoal of|swarm of|hold hand|like to|would like|rest of|back to|back home|light|"
    "spring into|watch over|ring out|rock to sleep|duck under|duck down|fly by|park the|train to be|"
    "wave after wave|face to face|hand in hand|"
    "eye to eye|heart of|key to|side by side|top of|hole in|point of view|field of view|depth of field|"
    "long ago|once upon a time|time|best friend|friend with|"
    "make friend|good friend|new friend|his friend|her friend|their friend|my friend|s friend|kind of|"
    "star sign|book page|storybook page|picture book page|"
    "book about|full body|color book|glass of|glasses of|take a photo|taking a photo|take photo|"
    "et son|avec son|de son|for kid|for child|for the kid|children s|kid s|child s|kid coloring|"
    "child coloring|kid colouring|kid book|child book|water wave|family friendly|"
    "taking photo|photo album|photo frame|"
    "high quality|masterpiece|sharp focus"
)
