"""Lost and found: something dear is gone, and somebody small and lonely has it."""

from inkwell_offline.storyteller.kids.steps import Arc, Step

LOST_AND_FOUND = Arc(
    things=tuple(
        "red kite|blue ball|little drum|golden bell|yellow umbrella|teddy bear|picture book|red balloon".split("|")
    ),
    sight="But look! Not far away sat {a_small}, all alone, and it was hugging {the_thing} very tight.",
    openings=(
        Step(
            "",
            "Gone!",
            """
            .p This is {hero}, {a_noun}, and this is {pals}.
            .s This is {hero}, {a_noun}.
            . One morning {hero} looked {at} for {the_thing}, and it was gone!
            * {Morning}
            + Not under the pillow. Not under the bed. Not even inside the left shoe.
            * It had been there last night, right beside the bed, where it always was. {Hero} had even wished it sweet dreams.
            +p “We will find it,” said {pal}. “Two can look better than one.”
            +s “Wherever you are,” said {hero}, “I am coming to find you!”
            . Where could it be?
            """,
            """
            . Here is {hero}, {a_noun}. Today / began in quite a topsy way.
            . {The_thing} was there last night, and now... / it isn't! Where? And why? And how?
            + Not in the bed, not on the chair, / not up, not down, not anywhere!
            """,
            "looking worried and searching high and low, with open arms",
        ),
        Step(
            "",
            "Whoosh!",
            """
            . {Hero}, {a_noun}, was playing {at} with {the_thing}.
            * {Morning}
            . Whoosh! came the wind, and took it away!
            + Up it went, round it went, and out of sight.
            +p “Hey!” called {friend}. “That is ours!” But the wind only whistled.
            +s “Hey!” called {hero}. “That is mine!” But the wind only whistled.
            * The wind was not a bad wind. It was only young, and it liked to play with everything it found.
            . {Hero} blinked. What now?
            """,
            """
            . {Hero}, {a_noun}, was playing there / with {the_thing}, in the morning air.
            . Then whoosh! the wind came round the bend / and blew it past the very end.
            + It went up high, it went up far. / Oh, {thing}, who knows where you are?
            """,
            "running after {a_thing} in the wind, surprised",
            outdoors=True,
        ),
        Step(
            "",
            "The Empty Box",
            """
            . {Hero}, {a_noun}, had a treasure box {at}. In it lived {the_thing}.
            * {Morning}
            . Today the box was open, and empty!
            + {Hero} looked inside. {Hero} looked underneath. {Hero} even looked at it upside down.
            +p “Empty is empty,” said {friend}, and put on a serious face. “Let us go and search.”
            +s “An empty box is not the end,” said {hero}. “It is a beginning.”
            * All that was left in the box was a little warm hollow, just where {the_thing} used to lie.
            . Somebody had to find it!
            """,
            """
            . {Hero}, {a_noun}, had a box with a lid, / and there {the_thing} was always hid.
            . But what a shock and what a scare: / the lid was up, and nothing there!
            + {We} looked inside, {we} looked below. / The box just said: “Well, I don't know.”
            """,
            "looking surprised into an open treasure chest",
        ),
    ),
    steps=(
        Step(
            "Look behind {hide}",
            "Who Is Snoring?",
            """
            . Behind {hide} somebody was snoring. It was {a_helper}!
            + Snore... whistle... snore. {Hero} crept closer on the tips of {their} toes.
            . On its nose lay {token}. “Take it,” it mumbled. “It tickles.”
            * “And did you see {a_thing}?” asked {hero}. {Helper} opened half an eye. “In my dream,” it said, “something came past. It went that way.” And it was asleep again.
            """,
            """
            . Behind {hide}, all curled up deep, / lay someone snoring, fast asleep.
            . {Token} lay on top of its nose. / “Do take it, please! It tickles my toes.”
            + “And did you see {a_thing} go by?” / It pointed left, with half an eye.
            """,
            "holding {token}, looking at {a_helper} with closed eyes",
            (
                "“And do you remember the snoring behind {hide}?” laughed {hero}.",
                "And someone snores there to this day / behind {hide}, not far away.",
            ),
            token=True,
        ),
        Step(
            "Ask {the_helper}",
            "A Very Long Think",
            """
            . {Hero} asked {the_helper}. {Helper} thought and thought and thought.
            . “Lost things,” it said at last, “like quiet corners.”
            + It had thought so long that a leaf had landed on its head.
            +p “That was worth waiting for,” whispered {pal}.
            * “When I lose my temper,” said {helper}, “I always find it in a quiet corner, too.” {Hero} said thank you and took a deep, hopeful breath.
            """,
            """
            . {Hero} asked {helper}, who thought and thought, / and scratched its chin, as wise ones ought.
            . “A thing that's lost,” it said, “my dear, / likes quiet corners. Not just here.”
            + It thought so long, it thought so deep, / it very nearly fell asleep.
            """,
            "meeting {a_helper} and asking a question",
            (
                "“It was in a quiet corner,” said {hero}, “just as {helper} said.”",
                "“A quiet corner, sure enough,” / said {helper}. “I know my stuff.”",
            ),
        ),
        Step(
            "Follow the {tracks}",
            "Round and Round",
            """
            . {Hero} followed the {tracks}. They led left. They led right. They led round and round.
            . Then {hero} laughed. They were {hero}'s own!
            +p “So we have found ourselves,” said {pal}. “That is a start.”
            +s “So I have found myself,” said {hero}. “That is a start.”
            * Sometimes you have to go in a circle once, to know where you need not look again. And right in the middle of the circle lay one small clue: a bit of string.
            """,
            """
            . {We} followed tracks to left and right, / round every corner, out of sight.
            . And whose were they? Oh, what a groan! / The tracks were {hero}'s very own!
            + So that was all that had been found: / a circle, big and fat and round.
            """,
            "walking along and looking at tiny footprints on the ground",
            (
                "How they laughed about the tracks that had gone round and round!",
                "And oh, how {we} laughed to have found / those tracks of {their} own, going round!",
            ),
        ),
        Step(
            "Stand still and listen",
            "Tap, Tap, Tap",
            """
            . {Hero} stood still and listened. Tap, tap, tap! What was that?
            . It was {a_helper}, and it was tapping on {token}.
            + “I found this,” said {helper}, “but I do not know what it is for. Do you?”
            * {Hero} looked at it from all sides. “I think it is for keeping,” {they} said. So {helper} gave it away, because it had no pockets.
            . “Take it along,” it said. “It may be lucky.”
            """,
            """
            . Be still and hear it: tap, tap, tap! / It's {a_helper}, too busy to nap!
            . It tapped {token}, then said, “Oh dear, / it's meant for you. So take it. Here!”
            + “Perhaps it's lucky, who can tell? / I wish you luck, and wish you well.”
            """,
            "listening with a hand behind one ear beside {a_helper}, {token} on the ground",
            (
                "“How good that I stood still and listened,” said {hero}.",
                "It's good to listen, still as mice, / for tap, tap, tap is good advice.",
            ),
            token=True,
        ),
        Step(
            "Help somebody else first",
            "One Good Turn",
            """
            . “Oh dear,” sniffed {a_helper}. “I have lost my hat.”
            . “It is on your head!” said {hero}. How happy it was!
            + {Helper} felt with both hands. “So it is! I looked everywhere, only not on me.”
            * “One good turn deserves another,” said {helper}. “I will ask everybody I know about {a_thing}, and I know everybody.”
            + Now one more pair of eyes was looking.
            """,
            """
            . {A_helper} cried, “My hat, my hat! / I've lost it! Oh, imagine that!”
            . “It's on your head!” {hero} said. “See?” / “So kind, so clever! Lucky me!”
            + And now one more came out to look / by every bush and every brook.
            """,
            "pointing at {a_helper} with a purple hat, both laughing",
            (
                "{Helper} came too, and waved its hat. It had not lost it once.",
                "{Helper} came along with that / most wonderful and not-lost hat.",
            ),
        ),
        Step(
            "Find a way across {cross}",
            "Wibble, Wobble",
            """
            . Wibble, wobble! {Hero} went across {cross}.
            . In the very middle lay something bright. It was {token}!
            + “Don't look down,” {hero} told {their} feet. The feet looked anyway.
            * On the other side everything was new. Nobody had searched here yet, and that was a good feeling, like an empty page.
            """,
            """
            . Wibble and wobble, left and right, / across {cross}, holding tight.
            . And halfway lay, for all to see, / {token}! Well, how could that be?
            + “Don't look at your toes,” said a voice in the air. / So everyone did, and they all were there.
            """,
            "walking on tiptoe along a narrow way with open arms, finding {token}",
            (
                "How it had wobbled, and how brave {hero} had been!",
                "{Hero} had wobbled once or twice, / and now the wobbling felt quite nice.",
            ),
            token=True,
        ),
        Step(
            "Call out as loud as you can",
            "Hello, Hello!",
            """
            . “Hello!” called {hero}. “Hello!” somebody called back. An echo?
            . “Are you an echo?” “No,” said the voice. “I am {a_helper}.” And out it came.
            * “I thought you were calling me,” {helper} explained. “Nobody has called me all week. What are we looking for?”
            + “I saw {a_thing} go by,” it said. “It was in good hands. Very small ones.”
            """,
            """
            . “Hello!” called {hero}, loud and clear. / “Hello!” said someone very near.
            . “Are you an echo?” “No, not me! / {A_helper}, as you can see!”
            + “I saw {the_thing}. It passed my door / in two small hands an hour before.”
            """,
            "calling out loud with open arms, {a_helper} waving back",
            (
                "“Hello!” called {hero} once more, and {helper} called back: “Hello!”",
                "“Hello!” they called, and once again / “Hello!” came back from down the lane.",
            ),
        ),
        Step(
            "Stop for some {treat}",
            "A Trail of Crumbs",
            """
            . First everybody had some {treat}. Searching makes you hungry.
            . And look! There lay crumbs that were not theirs. Somebody else had been here!
            +p “Crumb, crumb, crumb,” counted {pal}. “They go that way.”
            +s Crumb, crumb, crumb. They went that way.
            * {Hero} kept one as evidence. It was eaten as evidence a little later.
            """,
            """
            . {Hero} stopped for {treat}, munch, munch, munch. / A search goes better after lunch.
            . But whose were those small crumbs right there? / Somebody's mouth had been elsewhere!
            + A crumb, a crumb, a crumb, hooray! / The little trail led on its way.
            """,
            "sitting at a picnic with {treat}, looking at crumbs on the ground",
            (
                "There was a picnic, too, and this time nobody left a crumb.",
                "And there was one more munch, munch, munch, / for happy ends call for a lunch.",
            ),
        ),
    ),
    hooks=tuple(
        "But no {item} yet.|On the ground lay a clue: a small soft hair.|Somebody was humming, far away.|"
        "The humming was quite near now.|It had to be very close!".split("|")
    ),
    turns=(
        Step(
            "Climb up {high}",
            "From Up There",
            """
            . From {high} {hero} could see everything. There was {the_thing}!
            . {A_small} was hugging it, all alone.
            + It held on tight, the way you hold somebody's hand in the dark.
            * {Hero} had been ready to be a little bit cross. But you cannot be cross with somebody who is so small, and whose ears hang down so sadly.
            """,
            """
            . From {high}, what a view! / There was {the_thing}, as good as new!
            . {A_small} held it, oh so tight, / and looked so lonely at the sight.
            + Who could be cross, who could be mad / with one so small, with one so sad?
            """,
            "climbing up {high} and seeing {a_small} far below with {a_thing}",
            (
                "From {high} {hero} had seen the whole world, and one small friend in it.",
                "From {high} there'd been a view / of all the world, and someone new.",
            ),
        ),
        Step(
            "Follow the soft humming",
            "A Song Without Words",
            """
            . Hmm, hmm, hmm. {Hero} followed the humming on tiptoe.
            . There sat {a_small} with {the_thing}. It was humming to it!
            + It was a small, sad tune, about having nobody to play with.
            * “It cannot play,” {small} told nobody in particular, “but it listens very well.” {Hero} swallowed. That was exactly why {they} loved it, too.
            """,
            """
            . Hmm, hmm, it went, so soft and low. / On tippy-toe {hero} had to go.
            . {A_small} sat and hummed a tune / to {the_thing}, like to a moon.
            + The song was small, the song was sad: / a song of friends it never had.
            """,
            "walking on tiptoe towards {a_small} that is singing to {a_thing}",
            (
                "And the sad little tune? It had become a happy one.",
                "The tune that once had sounded blue / was bright and bouncy now, and new.",
            ),
        ),
        Step(
            "Peek around the next corner",
            "Peekaboo",
            """
            . {Hero} peeked around the corner. Somebody peeked back. Peekaboo!
            . It was {a_small}, and behind it lay {the_thing}.
            + “I only wanted to look after it,” it whispered. “It was all alone. Like me.”
            * Its eyes were very round. {Hero} knew that look. That is how you look when you think that somebody will scold you.
            """,
            """
            . Around the corner, what a peek! / {A_small} there, with pinkest cheek!
            . Behind it lay, all safe and sound, / {the_thing} that {hero} thus had found.
            + “It was alone, and so was I,” / said {small}, and it gave a sigh.
            """,
            "looking around a corner, surprised, at {a_small} with {a_thing}",
            (
                "Now there was peekaboo around every corner they came to.",
                "And peekaboo! at every bend / there peeped the face of one small friend.",
            ),
        ),
        Step(
            "Search the quietest corner",
            "The Quiet Corner",
            """
            . In the quietest corner of all stood a tiny house of leaves.
            . In it sat {a_small}, and {the_thing} was its only guest.
            + There were two cups of pretend tea on the table. One was for {the_thing}.
            * “More tea?” {small} asked it politely. Then it saw {hero}, and it went pink from top to toe.
            """,
            """
            . The quietest corner of them all / had one small house with one small hall.
            . {A_small} sat inside for tea / with {the_thing}, as glad as can be.
            + It had no other guest, you know. / It went quite pink, and said, “Hello.”
            """,
            "discovering {a_small} at a tiny tea table with {a_thing}",
            (
                "Every Sunday now there was pretend tea for everyone.",
                "And now on Sundays there is tea / for {small}, you and you and me.",
            ),
        ),
    ),
    finals=(
        Step(
            "Say hello with a big smile",
            "Found, and Found Again",
            """
            . “Hello!” smiled {hero}. {Small} smiled back and held out {the_thing}.
            . “Let us share it!” said {hero}.
            + “Share?” asked {small}. It was a new word. It tasted good.
            + So {hero} had lost one thing, and found two: {the_thing}, and a friend.
            * They played until their shadows were as long as giants, and nobody was alone at all.
            """,
            """
            . “Hello!” smiled {hero}. “Don't you fear! / Let's share it, now that we are here.”
            + {Small} gave the brightest grin / from ear to ear and chin to chin.
            + One thing was lost, but at the end / {hero} found it, and found a friend.
            """,
            "hugging {a_small}, {a_thing} beside them, happy smiles",
        ),
        Step(
            "Ask it to play with you",
            "Room for One More",
            """
            . “Will you play with me?” asked {hero}. {Small} jumped for joy!
            . They played with {the_thing} together.
            + It was twice as much fun, because now there was somebody to laugh with.
            + “You can visit it whenever you like,” said {hero}, “and me, too.”
            * {Small} thought that this was the best day since days had been invented.
            """,
            """
            . “Come, play with me!” said {hero}. “Do!” / And up it jumped, and so would you.
            + They played with it till half past four, / and then they played a little more.
            + “Come visit us,” they heard it call. / A game with friends is best of all.
            """,
            "jumping for joy with {a_small}, playing with {a_thing}",
        ),
        Step(
            "Share some {treat} with it",
            "Enough for Everyone",
            """
            . {Hero} shared some {treat}. {Small} nibbled, and gave back {the_thing}.
            . “Now you are my friend,” it said.
            + “I was going to bring it back,” it added. “But it was so good at cuddling.”
            + {Hero} understood that perfectly well.
            * So they agreed: on weekdays it would live with {hero}, and on Sundays with {small}. And every single day they would have a picnic.
            """,
            """
            . They shared the {treat}, one, two, three, / and {small} laughed: “Here's yours, from me!”
            + “I only took it for a while. / It's good at cuddles,” with a smile.
            + So now they share it, day by day, / and no one lost it since. Hooray!
            """,
            "sitting at a picnic with {a_small}, sharing {treat}, {a_thing} beside them",
        ),
        Step(
            "Sing a little song for it",
            "A Song for Two",
            """
            . {Hero} sang a little song. {Small} came closer, and closer, and sang along.
            . Then it gave back {the_thing}.
            + “I do not need it any more,” it said. “It was only instead of a friend.”
            + And now it had a real one.
            * They sang all the way home, high and low, loud and soft, and a little bit wrong, which is the nicest way to sing.
            """,
            """
            . So {hero} sang a little song, / and soon the small one sang along.
            + “Here, take it back,” it said at last. / “I've got a friend now! That was fast.”
            + They sang it high, they sang it low, / and that's the way all songs should go.
            """,
            "singing with {a_small} and dancing, {a_thing} beside them",
        ),
    ),
)
