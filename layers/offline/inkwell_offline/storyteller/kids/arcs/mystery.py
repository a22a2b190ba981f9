"""A mystery: somebody leaves presents on the doorstep, and does not want to be seen."""

from inkwell_offline.storyteller.kids.steps import Arc, Step

MYSTERY = Arc(
    things=(
        "blue flower",
        "paper star",
        "golden feather",
        "red apple",
        "little lantern",
        "spotted shell",
        "silver key",
    ),
    sight="Giggle! And there sat {a_small}, tying a bow around the next present.",
    openings=(
        Step(
            "",
            "Something on the Doorstep",
            """
            . One day {at} {hero}, {a_noun}, opened the door. On the doorstep lay {a_thing}!
            . Nobody was there. Who had put it there?
            * {Morning}
            + There was no name on it. There was only a very small bow.
            +p “A mystery!” said {friend}, and whispered, because that is how you talk about mysteries.
            +s “A mystery!” whispered {hero}. You have to whisper that word.
            * {Hero} looked left. {Hero} looked right. {Hero} even looked into the letter box. Somewhere, somebody held their breath.
            """,
            """
            . {Hero}, {a_noun}, looked out of the door. / {A_thing} lay upon the floor!
            . It wore a bow, but it had no name. / Who put it there? And whence it came?
            + “A mystery!” whispered {hero}. “Hush! / A real detective does not rush.”
            """,
            "surprised, looking at {a_thing} on the doorstep",
        ),
        Step(
            "",
            "Knock, Knock, Nobody",
            """
            . Knock, knock! {At}, {hero}, {a_noun}, opened the door. Nobody!
            . But there lay {a_thing}, with a bow on it.
            + Yesterday it had been just the same. And the day before.
            +p “Somebody likes you,” said {friend}. “But who?”
            +s “Somebody likes me,” said {hero}. “But who?”
            * {Morning} Nobody looked as if they had knocked. That was very suspicious.
            . This was a case for a detective!
            """,
            """
            . Knock, knock! went the door. Knock, knock! Who's there? / Nobody, nobody, anywhere!
            . But {hero}, {a_noun}, found at {their} feet / {a_thing} with a bow, so pretty and neat.
            + It was just the same the day before. / Who is it that knocks upon the door?
            """,
            "looking surprised at {a_thing} in front of a door",
        ),
        Step(
            "",
            "Three Mornings",
            """
            . On Monday there was a present at {hero}'s door {at}. On Tuesday there was another.
            . On Wednesday it was {a_thing}. {Hero}, {a_noun}, became a detective.
            + A detective needs a hat, a serious face, and a snack. {Hero} had a snack.
            * {Morning} It was exactly the right weather for finding things out.
            +p “I will be your helper,” said {friend}, and made an even more serious face.
            . Who could it be?
            """,
            """
            . On Monday, a present. On Tuesday, too. / On Wednesday, {a_thing}. From whom? From who?
            . So {hero}, {a_noun}, began to detect / with a serious face, as you would expect.
            + You need a good eye, and a nose, and a snack. / And then you set out, and you never look back.
            """,
            "thinking, holding {a_thing}",
        ),
    ),
    steps=(
        Step(
            "Look for {tracks}",
            "Hop, Hop, Stop",
            """
            . Aha, {tracks}! Left, right, hop. Left, right, hop. Then they stopped.
            . Right there lay {token}. The somebody had dropped it!
            + {Hero} bent down so low that one ear got dusty.
            * “Left, right, hop,” said {hero}. “So the somebody is happy. Nobody hops who is not happy.” That was very good detective work.
            """,
            """
            . Look, {tracks}! Left, and right, and hop! / And left, and right, and hop, and stop.
            . And at the stop, where no one stood, / {token} lay there. This is good!
            + Whoever hops is happy, too. / And that's a fact, and that's a clue.
            """,
            "bending down with a magnifying glass, looking at tiny footprints and {token}",
            (
                "“Left, right, hop,” went {small}. “So that was you!” laughed {hero}.",
                "And left and right and hop they went, / with giggles and with merriment.",
            ),
            token=True,
        ),
        Step(
            "Question {the_helper}",
            "The Witness",
            """
            . “Did you see anybody?” asked {hero}. “No,” said {the_helper}. “I had my eyes shut.”
            . “But I heard a giggle!”
            + “What kind of giggle?” “A small one,” said {helper}. “With a squeak at the end.”
            * {Hero} wrote it down: giggle, small, with squeak. {Helper} was so proud of being a witness that it told the whole thing three times, a little bigger each time.
            """,
            """
            . “Did you see someone?” “No,” came the reply. / “I'd shut up my left and my other eye.
            . But I heard a giggle,” said {helper}, “I did! / A small one, as if somebody hid.”
            + “It squeaked at the end, like a door in a shed.” / And {hero} wrote down every word that it said.
            """,
            "asking {a_helper} questions, curious, holding a pencil",
            (
                "“A small giggle, with a squeak at the end,” said {helper}. “I told you so.”",
                "“A giggle that squeaked,” said {helper}, “I swear! / I heard it, although I did not see who's there.”",
            ),
        ),
        Step(
            "Sniff like a real detective",
            "Sniff, Sniff",
            """
            . Sniff, sniff. {Hero} sniffed at {the_thing}. It smelled of {treat}!
            . So the somebody liked {treat}. So did {hero}. That was a good sign.
            + Sniff, sniff, all along the ground, and right into a flower. Achoo!
            +p “Bless you,” said {pal}, and wrote down: achoo.
            * A detective's nose finds out more than a detective's eyes, and it can do it in the dark, and round corners.
            """,
            """
            . Sniff, sniff, said the nose. Sniff, sniff, what's that smell? / It's {treat}, it's {treat}, I know them so well!
            . Whoever likes those has a very good taste, / and can't be a baddie. So sniff on, make haste!
            + It sniffed at a flower. A-a-achoo! / A sneeze on the case is a sort of a clue.
            """,
            "sniffing at {a_thing}, curious",
            (
                "There were {treat} for everybody, just as the nose had said.",
                "And {treat} were served, as the nose had foretold, / the best of all clues for the young and the old.",
            ),
        ),
        Step(
            "Hide and keep watch",
            "Fast Asleep on Duty",
            """
            . {Hero} hid behind {hide} and kept watch. And kept watch. And fell asleep.
            . When {they} woke up, somebody had put {token} in {their} hand!
            + And over {their} knees lay a leaf, like a blanket.
            * It is not easy to be angry with somebody who tucks you in. In fact it is quite impossible. {Hero} only wanted all the more to know who it was.
            """,
            """
            . Behind {hide} {hero} hid for a peep, / and watched, and watched, and fell fast asleep.
            . When {they} woke up, in {their} hand, oh dear, / lay {token}! Somebody'd been right here!
            + And over {their} knees was a leaf, like a rug. / Whoever it is must be good at a hug.
            """,
            "resting with eyes closed behind {hide}, {token} beside",
            (
                "“You snore very nicely,” said {small}. “I tucked you in.”",
                "“You snored,” said {small}, “so I tucked you in tight / with a leaf for a blanket, and said good night.”",
            ),
            token=True,
        ),
        Step(
            "Write the somebody a note",
            "Dear Somebody",
            """
            . {Hero} wrote a note: “Who are you?” Then {they} counted to a hundred.
            . On the back there was an answer now: a picture of a smile.
            + A small smile, with one tooth missing.
            * {Hero} counted to a hundred the way you do when you are excited: one, two, skip a few, ninety-nine, hundred. It was enough.
            """,
            """
            . “Who are you?” {hero} wrote down in a note, / and put it where somebody'd see what {they} wrote.
            . And then on the back, in a curly style, / somebody small had drawn a smile.
            + A smile with a gap, where a tooth used to be. / It's the nicest of smiles that you ever did see.
            """,
            "holding a letter and a pencil, smiling",
            (
                "{Hero} hung up the picture of the smile, right beside the door.",
                "The picture of the smile, I'm told, / hangs in a frame of shiny gold.",
            ),
        ),
        Step(
            "Sprinkle flour on the ground",
            "A-a-achoo",
            """
            . {Hero} sprinkled flour, to catch some footprints. But the flour tickled. A-a-achoo!
            . Now {hero} was white all over, and somebody giggled.
            + And in the flour was one print: very small, with round toes.
            +p “You look like a dumpling,” said {pal}, who looked like one, too.
            * It took a while to get the flour out of the ears. But a clue is a clue.
            """,
            """
            . Some flour was sprinkled, a sack and a few, / to show who walked there. A-a-achoo!
            . All white was {hero}, from top to toe, / and somebody giggled nearby, ho ho!
            + And there in the flour, as plain as your nose, / was one little print with its round little toes.
            """,
            "sitting on the ground and laughing, white flour everywhere, a tiny footprint",
            (
                "“You were so white!” giggled {small}. “Like a snowman with hiccups!”",
                "“You looked like a snowman!” it giggled with glee. / “The best thing that ever was sneezed at me!”",
            ),
        ),
        Step(
            "Dress up as a bush",
            "The Walking Bush",
            """
            . {Hero} dressed up as a bush and stood very still. Nobody would notice.
            . Along came {a_helper} and watered the bush. Splash!
            + “Thank you,” said the bush. {Helper} was so surprised that it sat down.
            * “Bushes do not talk,” said {helper}. “Detectives do,” said the bush. After that they were friends, and {helper} promised to keep its eyes open.
            """,
            """
            . All covered in leaves from {their} head to {their} knees / stood {hero} quite still, like a bush in the breeze.
            . Then {a_helper} came, with a can, rather dear, / and watered the bush from its nose to its ear.
            + “Thank you!” said the bush, and it shook off a drop. / “Good gracious!” said {helper}, and sat down, kerplop.
            """,
            "looking surprised out of a green bush, {a_helper} beside it with a watering can",
            (
                "“I knew that bush,” said {small}. “It had your nose.”",
                "“A bush with your nose,” it said, “green as can be! / The funniest bush that I ever did see.”",
            ),
        ),
        Step(
            "Search {hide}",
            "The Secret Workshop",
            """
            . At {hide} lay paper, string, and one half-finished bow.
            . So this was where the presents were made! But where was the maker?
            + The glue was still wet. Somebody had been here only a minute ago.
            * There was also a list. It said: “1. Be quiet. 2. Be quick. 3. Do not giggle.” Number three was crossed out.
            """,
            """
            . At {hide}, what's there? Some paper, some string, / a bow half-tied, and a scissor-y thing.
            . It's here that the presents are made, it is clear. / But where is the maker? It was just here!
            + The glue was still wet, and a list on a shelf / said: “Don't you giggle!” It giggled itself.
            """,
            "discovering gift boxes and ribbons near {hide}, surprised",
            (
                "They all tied bows together now, in the secret workshop.",
                "And now they tie bows, from morning to ten, / the whole secret workshop, again and again.",
            ),
        ),
    ),
    hooks=(
        "Clue number one: somebody small.",
        "Clue number two: somebody kind.",
        "Clue number three: somebody who likes secrets.",
        "Clue number four: somebody very near!",
        "One clue was still missing.",
    ),
    turns=(
        Step(
            "Follow the giggle",
            "Giggle, Squeak",
            """
            . Giggle, squeak! {Hero} followed the giggle, on tiptoe, around the corner.
            . There sat {a_small}, tying a bow around the next present. “Oh!” it said.
            + It tried to hide behind the bow. It was a small bow. It did not work.
            * So this was the great mystery. It was not as high as {hero}'s knee, and it had sticky tape on its nose.
            """,
            """
            . Giggle and squeak! Around the bend / and after the giggle, right to its end.
            . There sat {a_small}, with paper and bow, / and tied up a present. It looked up: “Oh!”
            + It tried to hide, but the bow was small. / It really did not hide it at all.
            """,
            "walking on tiptoe, surprised, finding {a_small} with a gift box",
            (
                "The giggle with the squeak was heard all evening.",
                "And giggle and squeak, and giggle once more / was all that you heard from behind that door.",
            ),
        ),
        Step(
            "Follow the trail of crumbs",
            "The Last Crumb",
            """
            . Crumb, crumb, crumb. The last crumb was stuck to a nose.
            . The nose belonged to {a_small}. It was wrapping a present. “Caught!” it gasped.
            + It was so startled that it wrapped up its own foot.
            * “I always eat when I am excited,” it confessed. “That is the trouble with secrets. They make me hungry.”
            """,
            """
            . A crumb, and a crumb, and a crumb in a row. / They led to a nose, and it said: “Oh no!”
            . It's {a_small}! It's wrapping a present, so sweet, / and got such a fright that it wrapped its own feet.
            + “I nibble,” it said, “when a secret is big.” / It wriggled its nose and it did a small jig.
            """,
            "following crumbs and finding {a_small} who is holding a gift box",
            (
                "{Small} brushed off the last crumb. It had been a delicious secret.",
                "The very last crumb was shared by the two, / the last tiny bit of a tasty clue.",
            ),
        ),
        Step(
            "Turn around very quickly",
            "Right Behind You",
            """
            . {Hero} turned around, as quick as lightning. And there it was!
            . {A_small} stood there with a present, and its mouth wide open.
            + It had been walking behind the detective the whole time.
            * “You looked everywhere,” it said admiringly. “Only never behind you. That was lucky for me.”
            """,
            """
            . As quick as a wink {hero} turned on the spot, / and who stood there? Now guess who! Or not?
            . {A_small} with a present and eyes open wide. / It hadn't had time to run off and to hide.
            + It had walked right behind, it had been there all day, / two steps at the back, and not far away.
            """,
            "jumping around in surprise, {a_small} with a gift box right there",
            (
                "And {small} still likes to walk right behind you. Turn around!",
                "So turn around quickly, and maybe you'll see / a {small_noun} behind you. It might be, might be!",
            ),
        ),
        Step(
            "Climb up {high} and look down",
            "Seen from Above",
            """
            . From {high} {hero} saw it all: a tiny path, a tiny lamp, a tiny table.
            . At the table sat {a_small} and tied a bow.
            + It hummed. It did not know yet that the mystery was over.
            * It measured the ribbon twice, and stuck out its tongue, as you do when something has to be perfect. {Hero} did not want to call out at all. It was too nice to watch.
            """,
            """
            . From {high}, as high as could be, / {hero} looked down. And what did {they} see?
            . {A_small} that sat there and tied up a bow / by the light of a lamp, on a table below.
            + It hummed a small tune as it finished the knot. / It didn't yet know that it had been caught.
            """,
            "standing on top of {high}, looking down at {a_small} with a gift box and a lamp",
            (
                "From up there the tiny table looked like a star.",
                "And seen from above, by the light of the moon, / the small table shone like a silver spoon.",
            ),
        ),
    ),
    finals=(
        Step(
            "Say thank you very much",
            "Thank You",
            """
            . “Thank you!” said {hero}. {Small} beamed.
            . “You smiled at me on my very first day,” it said. “I wanted to give something back.”
            + {Hero} had quite forgotten that smile. But {small} had kept it.
            * So that was the answer to the whole mystery: a smile. You never know how far one goes.
            """,
            """
            . “Thank you!” said {hero}. And {small} said: “You / once smiled a big smile at me, when I was new.”
            + “I kept it all week, and I kept it all night, / and wanted to give you back something as bright.”
            + A smile, then, was all that it was, from the start. / It travels a long way, from heart to heart.
            """,
            "hugging {a_small}, {a_thing} beside them, happy",
        ),
        Step(
            "Ask why it kept so quiet",
            "Why So Quiet?",
            """
            . “Why did you hide?” asked {hero}. “Because presents are easy,” said {small}, “and talking is hard.”
            . “You are talking now,” said {hero}.
            + {Small} was amazed. So it was! And it did not hurt at all.
            * After that it talked and talked, and told {hero} everything, from the first bow to the last. The mystery was solved, and the friendship was only beginning.
            """,
            """
            . “Why did you hide?” “Because talking is hard, / and presents are easy. You don't need a card.”
            + “But now you are talking!” said {hero}. “So true!” / It laughed in surprise. “And it's easy with you.”
            + It talked and it talked, and it talked until ten, / then yawned, had a biscuit, and started again.
            """,
            "talking happily with {a_small}, sitting side by side",
        ),
        Step(
            "Give it a present, too",
            "A Present for You",
            """
            . {Hero} ran home and came back with a basket full of {treat}. “For you!”
            . Nobody had ever given {small} a present. It forgot to breathe.
            + Then it hugged the basket, and then it hugged {hero}.
            * “So this is how it feels,” it said at last. “Now I want to give even more presents.” And they made a plan. It involved a lot of ribbon.
            """,
            """
            . “For you!” said {hero}. A basket, a bow, / and {treat} inside it, row upon row.
            + And {small} stood still with its eyes open wide, / and felt something warm, like a candle inside.
            + It laughed, and it hugged, and it hopped, and it spun. / To give is so nice, and to get is such fun.
            """,
            "giving a basket with {treat} to {a_small}, both very happy",
        ),
        Step(
            "Invite it in for tea",
            "Tea for the Mystery",
            """
            . “Come in for tea!” said {hero}. And in came the mystery, and sat on a cushion.
            . From now on it knocked, and it stayed.
            + “Knock, knock,” it said every morning. “Who is there?” “Only me.”
            * The tea was hot, the {treat} were good, and on the table, in the middle, lay {the_thing}. Best of all, nobody had to run away.
            """,
            """
            . “Come in, have some tea!” said {hero}. “Do!” / And in came the mystery. Wouldn't you?
            + It sat on a cushion, it stirred with a spoon, / and stayed until late, by the light of the moon.
            + And now it says “Knock, knock!” “Who's there?” “It is me!” / And that is a mystery solved by some tea.
            """,
            "sitting at a table with {a_small}, drinking tea from a teapot",
        ),
    ),
)
