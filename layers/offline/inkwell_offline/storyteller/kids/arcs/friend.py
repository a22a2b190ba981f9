"""A new friend: somebody new is too shy to come out, and is won over bit by bit."""

from inkwell_offline.storyteller.kids.steps import Arc, Step

NEW_FRIEND = Arc(
    things=("red ball", "yellow kite", "little drum", "blue balloon", "paper boat", "picture book"),
    sight="Out came {a_small}. “I am new here,” it whispered. “I do not know anybody.”",
    openings=(
        Step(
            "",
            "Somebody New",
            """
            . {Hero}, {a_noun}, had big news: somebody new had come to {place}!
            * {Morning}
            . But the somebody was hiding behind {hide}.
            +p “It must be shy,” whispered {friend}. “I was shy once. It lasted a whole week.”
            +s It must be shy, thought {hero}. I was shy once, too.
            * Being new is hard. Everything smells different, and you do not know yet who laughs at which jokes.
            + How do you make friends with somebody who is hiding?
            """,
            """
            . Now {hero}, {a_noun}, heard people say / that somebody new had come to stay.
            . But somebody new was shy, you see, / and hid behind {hide}. Who could it be?
            + “I'd like to be friends,” {hero} said, “yes, I do. / But how do I make a shy friend out of you?”
            """,
            "curious, looking at somebody shy who hides behind {hide}",
        ),
        Step(
            "",
            "The Box That Sneezed",
            """
            . One morning five boxes stood {at}. {Hero}, {a_noun}, counted them twice.
            . Then one of the boxes sneezed!
            + “Bless you,” said {hero}. “Thank you,” said the box, very quietly.
            * Something scurried out at the back, as quick as a wink, and hid behind {hide}. All that was left was a little dust, dancing in the light.
            +p “A polite box,” said {friend}. “I like it already.”
            . Somebody new had moved in!
            """,
            """
            . Five boxes stood there, one, two, three... / “Achoo!” said one. Who could that be?
            . “Bless you!” said {hero}, {a_noun}, polite. / “Thank you!” it said, and jumped out of sight.
            + Behind {hide} it hid away: / somebody new had come to stay.
            """,
            "surprised, looking at five gift boxes that stand in a row",
        ),
        Step(
            "",
            "One More",
            """
            .p {Hero}, {a_noun}, and {pals} wanted to play {at}, but their game needed one more.
            .s {Hero}, {a_noun}, wanted to play ball {at}, but nobody threw it back.
            . Just then something rustled behind {hide}.
            * {Morning}
            + Somebody was there. Somebody small. Somebody who went quite still.
            * “If I come closer, it may run away,” thought {hero}. “And if I go away, it may stay alone.” That was a hard sum.
            . Somebody new!
            """,
            """
            . {Hero}, {a_noun}, looked round one day / for one more friend to come and play.
            . Behind {hide}, what rustled so? / Somebody new! Will it come? Oh, no!
            + It was so shy, it was so small, / it didn't want to come at all.
            """,
            "curious, listening to a rustle behind {hide}",
        ),
    ),
    steps=(
        Step(
            "Wave a tiny wave",
            "The Smallest Wave",
            """
            . {Hero} waved with one finger. It was the smallest wave in the world.
            . Behind {hide} one tiny paw waved back!
            + A big wave would have been too much. A tiny one was just right.
            +p {Pal} waved with one toe, to be on the safe side.
            * They waved for quite a while like that, to and fro, and each wave was a very little bit bigger than the one before.
            """,
            """
            . So {hero} waved a tiny wave, / the smallest one you ever gave.
            . Behind {hide}, so shy, so small, / somebody waved! And that's not all:
            + the next wave was a wee bit higher, / like birds upon a garden wire.
            """,
            "waving hello with one finger, smiling",
            (
                "It had all begun with the smallest wave in the world.",
                "It all began, remember, do, / with one small wave from me to you.",
            ),
        ),
        Step(
            "Leave it some {treat}",
            "Munch, Munch",
            """
            . {Hero} put down some {treat}, and turned around, and did not look.
            . Munch, munch, munch, it went behind {hide}.
            + When {hero} turned back, everything was gone, and in its place lay {token}.
            * “That is how you say thank you when you are too shy to say it,” {hero} thought. It was the nicest thank-you ever.
            . A thank-you lay there!
            """,
            """
            . Some {treat} were laid upon a stone. / Then {hero} turned. Leave it alone!
            . And munch and munch and munch it went. / You see, a snack is a compliment.
            + And when {hero} turned, there lay, for a treat, / {token} on the ground, right there by {their} feet.
            """,
            "holding {treat}, about to leave them beside {hide}",
            (
                "“Your snack was the first nice thing that happened to me here,” said {small}.",
                "“You left a snack,” it said, “for me. / That's when I thought, we friends could be.”",
            ),
            token=True,
        ),
        Step(
            "Do a funny dance",
            "Hop, Hop, Whoops",
            """
            . {Hero} danced: hop, hop, twirl, whoops! Down {they} sat with a bump.
            . Behind {hide} somebody giggled.
            + So {hero} did it again: hop, hop, twirl, whoops! The giggle got bigger.
            +p {Pal} joined in and whoopsed even better.
            * It is hard to be afraid of somebody who has just sat down on their own hat.
            """,
            """
            . A hop, a hop, a twirl, a spin, / and whoops! {hero} sat down on {their} chin.
            . And somebody giggled, hee hee, hoo hoo, / behind {hide}. Did you hear it, too?
            + So once again: hop, twirl and thump! / And every time it giggled: bump!
            """,
            "dancing a funny dance and laughing",
            (
                "“Do the whoops again!” said {small}, and {hero} did.",
                "“Oh, do the whoops again for me!” / And down went {hero}: one, two, three!",
            ),
        ),
        Step(
            "Play peekaboo",
            "Peekaboo",
            """
            . {Hero} hid both eyes. “Peekaboo!” Nothing. “Peekaboo!” Nothing.
            . Then a very small voice said: “...boo.”
            + {Hero} nearly fell over for joy, but stayed quite still, so as not to frighten it.
            * Peek-a... “boo!” Peek-a... “boo!” It was the best game of peekaboo that anybody had ever played without seeing anybody.
            """,
            """
            . So {hero} hid behind each hand. / “Peekaboo!” Nothing. “Peekaboo!” And
            . then a small voice, just a breath or two, / from back behind there, answered: “Boo!”
            + And peeka-... boo! And peeka-... boo! / That's quite a game for someone new.
            """,
            "playing peekaboo with both hands, laughing",
            (
                "“Peekaboo!” said {hero}. “Boo!” said {small}, and this time it was loud.",
                "And “peekaboo!” they called, and “boo!” / so loud that all the neighbours knew.",
            ),
        ),
        Step(
            "Sit down and wait quietly",
            "Waiting",
            """
            . {Hero} sat down, not too near, and waited. An ant walked by. A cloud walked by.
            . Then something rolled out and stopped at {hero}'s foot: {token}.
            + It was a present. You could tell by how quiet it was.
            * Waiting is not the same as doing nothing. Waiting says: I am here, and I have time. {Hero} was very good at it, once the left foot had stopped wiggling.
            """,
            """
            . So {hero} sat and did not speak. / It may have been an hour, or a week.
            . Then something small rolled up close by: / {token}! A present? From whom? Oh, my!
            + It's good to wait, it's good to stay. / It's how you say: “I won't run away.”
            """,
            "sitting quietly on the ground, looking at {token}",
            (
                "“You waited for me,” said {small}. “Nobody ever waited so well.”",
                "“You waited,” said {small}. “You did not shout. / And that is why I dared come out.”",
            ),
            token=True,
        ),
        Step(
            "Ask {the_helper} for advice",
            "Good Advice",
            """
            . “How do I make a shy friend?” {Hero} asked {the_helper}.
            . “Softly,” said {helper}. “And then a bit more softly.”
            + “And then?” “Then with biscuits,” said {helper}, who knew a lot about friends.
            * {Hero} tried talking softly all the way back. It made even the grass listen. And behind {hide}, somebody listened, too.
            """,
            """
            . “How do you make a friend who's shy?” / asked {hero}. {Helper} made reply:
            . “Be soft, my dear, as soft as snow, / and then a bit more soft. And slow.”
            + “And bring a biscuit, if you can. / That is the end of my whole plan.”
            """,
            "thinking and listening to {a_helper}",
            (
                "{Helper} winked. “Softly,” it said. “It always works. And biscuits.”",
                "And {helper} winked: “As soft as snow! / And biscuits, too. I told you so.”",
            ),
        ),
        Step(
            "Draw it a picture",
            "Two Suns",
            """
            . {Hero} drew a sun on the ground, went away, and came back.
            . Now there were two suns! The second one had a smile.
            + So {hero} drew a house. Then the house had a flower. Then the flower had a bee.
            * They drew a whole town like that, turn by turn, and never saw each other once. On the last roof somebody had drawn two friends. One was very small.
            """,
            """
            . So {hero} drew a big round sun, / and walked away. When that was done,
            . there were two suns, and one had a grin! / Somebody shy had drawn it in.
            + They drew a house, they drew a tree, / and someone shy drew: you and me.
            """,
            "drawing a big sun on the ground with a crayon",
            (
                "The two suns stayed there, side by side, and smiled.",
                "Two suns are smiling, side by side. / They mean that no one has to hide.",
            ),
        ),
        Step(
            "Tell it a joke",
            "The Carrot Joke",
            """
            . “What is orange and sounds like a parrot?” asked {hero}. It was very quiet.
            . “A carrot!” And behind {hide} somebody snorted.
            + A snort is a laugh that wanted to stay inside and could not.
            +p “I do not get it,” said {pal}. Then: “Oh! OH!”
            * “And why did the cookie go to the doctor? It felt crumby.” Snort! {Hero} only knew those two jokes, so {they} told them again. They still worked.
            """,
            """
            . “What's orange, and sounds like a parrot, my dear?” / asked {hero}, so somebody shy could hear.
            . “A carrot!” And somebody gave a snort, / a laugh, but a laugh of the quieter sort.
            + A joke is a bridge, as wise ones know, / and over it giggles can come and go.
            """,
            "laughing and telling a joke, holding a carrot",
            (
                "“What is orange?” whispered {small}. “A carrot!” they all shouted.",
                "“A carrot!” they laughed, and once again / “A carrot!” they shouted, all the way home then.",
            ),
        ),
    ),
    hooks=(
        "Two shining eyes looked out. That was all.",
        "Now a whole face looked out.",
        "One brave foot stepped out, and back again.",
        "Nearly all of it was out now.",
        "Only the tail was still hiding.",
    ),
    turns=(
        Step(
            "Roll {the_thing} over to it",
            "To and Fro",
            """
            . {Hero} pushed {the_thing} over. It came back! To and fro it went.
            . And then out came {a_small}. “I do not know anybody here,” it said.
            + It had said it so quietly that even the grass had to lean in to hear.
            * “I practised saying hello all night,” it added, “but then this morning I had forgotten how it goes.”
            """,
            """
            . {The_thing} went over, {the_thing} came back. / To and fro along the track!
            . And then stepped out {a_small}. “Oh dear,” / it said, “I've got no friends round here.”
            + It said it soft, it said it low. / It was the shyest ever hello.
            """,
            "playing with {a_thing}, {a_small} stepping out shyly",
            (
                "To and fro went {the_thing}, and nobody wanted to stop.",
                "And to and fro, and to and fro, / {the_thing} still goes, for all I know.",
            ),
        ),
        Step(
            "Whisper your name",
            "A Whisper",
            """
            . “I am {hero},” whispered {hero}. It was quiet for a long time.
            . Then out came {a_small}. “I am new,” it whispered back.
            + “Is New your name?” “No,” it said. “New is how I feel.”
            * Its heart was beating so fast that you could see it. It takes more courage to come out from behind {hide} than to climb a mountain.
            """,
            """
            . “I'm {hero}” was whispered, and then a long wait. / How quiet it was! Was it too late?
            . Then out came {a_small}, as shy as a dove. / “I'm new,” it said. “There's no one I love.”
            + “I don't know a soul, I don't know a door. / I've never been anywhere new before.”
            """,
            "sitting and whispering to {a_small}",
            (
                "Now there were two names to whisper, and soon everybody knew both.",
                "Two names were whispered, yours and mine, / and side by side they sounded fine.",
            ),
        ),
        Step(
            "Sing very softly",
            "La, La, La",
            """
            . {Hero} sang, as softly as falling snow. La, la, la.
            . And note by note out came {a_small}. “I know no one here,” it said.
            + “But I know that song,” it said. “My granny sings it.”
            * Is it not strange? You can go far away from home, over hills and rivers, and a song is there before you.
            """,
            """
            . So {hero} sang, as soft as snow, / a little song, la-la, so low.
            . And note by note, and bit by bit, / {a_small} came out because of it.
            + “I know that song,” it said. “It's ours! / My granny sings it to her flowers.”
            """,
            "singing softly to {a_small}, musical notes in the air",
            (
                "They sang the song with all its verses, and made up three more.",
                "They sang the song right to the end, / and one verse more: it rhymed with friend.",
            ),
        ),
        Step(
            "Build a little den for two",
            "A Den for Two",
            """
            . {Hero} built a den, with one seat too many. Then {they} waited.
            . In crept {a_small}. “I know nobody here,” it said. “Is this seat free?”
            + It was very free. It had been free the whole time.
            * The den was not big, and the roof tickled. But from inside the world looked different: smaller, and much more friendly.
            """,
            """
            . So {hero} built a little den / with room for one more citizen.
            . {A_small} crept up. “I'm new,” it said. / “Is this seat free?” It went quite red.
            + The den was small, it had no door, / but two fit better than before.
            """,
            "sitting in front of a little tent with {a_small}",
            (
                "The den still stands. It has four seats now, and a flag.",
                "The den is there this very day. / It's got a flag, and friends that stay.",
            ),
        ),
    ),
    finals=(
        Step(
            "Say: “Now you know me!”",
            "Not New Any More",
            """
            . “Now you know me!” said {hero}. {Small} thought about that.
            . “Then I am not new any more,” it said. “I am your friend.”
            + And that is how long it takes: one day, and a little courage on both sides.
            * Tomorrow they would meet again, right here. And if ever somebody new came to {place}, they would both know just what to do.
            """,
            """
            . “Now you know me!” said {hero}. “True,” / said {small}, “so I am no longer new!”
            + One day is all that it takes, you see, / and a bit of courage from you and me.
            + And if somebody shy should come along, / they both know how. They can't go wrong.
            """,
            "hugging {a_small}, both very happy",
        ),
        Step(
            "Show it the best place of all",
            "The Best Place",
            """
            . {Hero} showed it the best place of all: {high}.
            . From there they saw everything. “It is not strange any more,” said {small}. “You are in it.”
            + They found a name for every corner: Giggle Corner, Snack Corner, and Home.
            * When the sun went down, {small} leaned its head on {hero}'s shoulder. It fitted exactly.
            """,
            """
            . {Hero} showed {small} the very best view, / from {high}. “And it's for you, too!”
            + “It was so strange,” said {small}, “and big. / Now you're in it, I could dance a jig!”
            + They named every corner, they named every tree, / and the best of all was: You-and-Me.
            """,
            "pointing at the wide blue sky, {a_small} smiling beside",
        ),
        Step(
            "Invite it home for supper",
            "One More Plate",
            """
            . “Come for supper!” said {hero}. There was one more plate, and one more chair.
            . “Home,” said {small}, with its mouth full, “is where somebody keeps a chair for you.”
            + There was soup, and after the soup there were {treat}.
            * Afterwards {small} helped to wash up. It broke one cup. Nobody minded. That is how it knew that it was a friend, and not a guest.
            """,
            """
            . “Come home for supper!” And in they went. / One more plate, one more spoon to be lent!
            + There was soup, and there were {treat}, and fun, / and a chair for each and every one.
            + “Home,” said {small}, “is the very best chair / that somebody keeps for you, right there.”
            """,
            "eating supper at a table with {a_small}, warm lamp",
        ),
        Step(
            "Play until the sun goes down",
            "Until the Sun Goes Down",
            """
            . They played with {the_thing}, and hide-and-seek, and everything.
            . “This time,” laughed {small}, “I am only hiding for fun!”
            + And it always hid in the same place, because it was so nice to be found.
            * The sun wanted to go down long ago, but it was curious too, and stayed a little longer to watch.
            """,
            """
            . They played till the sun was low and red. / “I'm only hiding for fun!” it said.
            + It hid in the very same place each round, / because it's so lovely to be found.
            + And the sun stayed up for a minute more / to see who'd win. It was four to four.
            """,
            "running and playing with {a_small} and {a_thing}, laughing",
        ),
    ),
)
