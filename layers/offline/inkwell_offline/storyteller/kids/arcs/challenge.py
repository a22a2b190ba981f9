"""A challenge: a show is coming, and the hero wants to do something that does not work yet."""

from inkwell_offline.storyteller.kids.steps import Arc, Step

CHALLENGE = Arc(
    ends_at="at a circus with a striped tent and colourful flags",
    things=("golden crown", "big chocolate cake", "silver star", "blue balloon", "shiny trumpet", "basket of apples"),
    sight="Then the drum rolled. Everybody was looking at {hero}, and {their} knees were wobbling.",
    openings=(
        Step(
            "",
            "The Big Show",
            """
            . Tomorrow was the Big Show {at}! {Hero}, {a_noun}, wanted to {feat}.
            . There was only one problem: it did not work yet.
            * {Morning}
            + The prize was {a_thing}. But that was not the point. The point was to dare.
            +p “You can do it,” said {friend}. “You just do not know it yet.”
            +s “I can do it,” said {hero}. “I just do not know it yet.”
            * {Hero} tried once, very quickly, when nobody was looking. Bump! Well. That is how everything begins.
            """,
            """
            . “To {feat}! Oh, that is my dream,” / said {hero}, {a_noun}, with eyes all agleam.
            . The Big Show's tomorrow. There's one thing to say: / it doesn't work yet, but it will, one fine day.
            + “I can't do it yet,” said {hero}, “it's true. / But 'yet' is a word that can help me through.”
            """,
            "standing proudly under colourful flags, thinking",
        ),
        Step(
            "",
            "Not Yet",
            """
            . Everybody {at} could do something. Only {hero}, {a_noun}, could not {feat}. Not yet.
            . And soon there would be a show!
            + “Not yet,” said {hero}, “is not the same as never.”
            +p “Much shorter, too,” said {friend}.
            * {Morning} The first poster was already up. “Come one, come all,” it said, “and show us what you can do! First prize: {a_thing}.”
            """,
            """
            . Everyone there had something to show. / But {hero}, {a_noun}, just said: “Oh no!
            . To {feat}! I have tried it and tried, / but I can't do it, not yet,” {hero} sighed.
            + Not yet isn't never, not yet isn't no. / Not yet is the way that all good things grow.
            """,
            "looking curious at a colourful tent with flags",
        ),
        Step(
            "",
            "Bump!",
            """
            . Bump! {Hero}, {a_noun}, sat on the ground {at}. {They} had tried to {feat}.
            . “Again!” said {hero}. There was a show tomorrow!
            + It was try number seven. Number seven was a little better than number six.
            +p “That was a beautiful bump,” said {friend}, and helped {them} up.
            * {Morning} Somebody clapped, but it was only a flag in the breeze. Still, {hero} took a bow. You have to practise that, too.
            """,
            """
            . Bump! on the ground sat {hero}, bump! / {a_noun}, who'd landed with a thump.
            . {They} wished to {feat}, you know, / and try it tomorrow in the Big Show.
            + Six times it went bump, and seven times, too. / “Again!” said {hero}. Well, wouldn't you?
            """,
            "sitting on the ground, laughing after a tumble",
        ),
    ),
    steps=(
        Step(
            "Practise behind {hide}",
            "The Smallest Audience",
            """
            . {Hero} practised behind {hide}. Bump! Bump! Tiny hands clapped.
            . Seven beetles had been watching, and they wanted to see it again.
            + It is nice when somebody claps for a bump. The next one was already smaller.
            * “Bravo,” said the oldest beetle, who had seen a lot in its life, mostly from below. “The secret is to get up one time more than you fall down.”
            """,
            """
            . Behind {hide} was a good place to try. / Bump! and bump! and “Oh me, oh my!”
            . But seven small beetles sat down in a row / and clapped for each bump, like a circus show.
            + “Get up,” said the oldest, a beetle of fame, / “one time more than you fall. That's the name of the game.”
            """,
            "practising and jumping behind {hide}, small beetles watching",
            (
                "In the very first row sat seven beetles. They clapped the longest.",
                "And seven small beetles, all clapping like mad, / sat right in the front, the best seats to be had.",
            ),
        ),
        Step(
            "Ask {the_helper} to teach you",
            "The Teacher",
            """
            . “Will you teach me?” asked {hero}. “Gladly,” said {the_helper}.
            . “First I fell on my nose a hundred times. That was the lesson.”
            + “And then?” “Then came a hundred and one.”
            * {Helper} showed how to bend the knees, how to look ahead, and how to laugh when it goes wrong. The last one was the most important.
            """,
            """
            . “Please, will you teach me?” asked {hero}. “I may,” / said {helper}. “I fell on my nose every day.
            . A hundred times down, and then once more up: / that's all that I know,” and it bounced like a pup.
            + “So bend your knees, and look ahead, / and laugh when it goes wrong,” it said.
            """,
            "listening to {a_helper} who is teaching",
            (
                "{Helper} wiped away a tear. “My best pupil,” it said. “And my only one.”",
                "“My very best pupil!” said {helper} with pride. / “I had only one,” it then added, and cried.",
            ),
        ),
        Step(
            "Do it very, very slowly",
            "Slower Than a Snail",
            """
            . {Hero} did it so slowly that a snail went past. “Good morning,” said the snail.
            . But slowly, it went much better!
            + When you go slowly, your feet have time to ask your head.
            +p “Are you still moving?” asked {pal}. “Yeeees,” said {hero}.
            * The snail came back on its way home. “Still here?” it asked. “Still practising,” said {hero}. “Very sensible,” said the snail, who did everything slowly, and everything well.
            """,
            """
            . So slow, so slow, so very slow, / a snail went past and said hello.
            . But slow was good, and slow was right: / it nearly worked, well, not quite, quite.
            + For if you're slow, your feet, instead, / have time enough to ask your head.
            """,
            "walking very slowly beside a snail, concentrating",
            (
                "The snail arrived just in time for the applause. It had set off yesterday.",
                "The snail came, too, just at the end. / It started yesterday, my friend.",
            ),
        ),
        Step(
            "Have a break with some {treat}",
            "Thinking Food",
            """
            . {Hero} sat down with some {treat}. Chew, chew, think. Chew, chew... aha!
            . Of course! It had to be done with a swing!
            + The best ideas like to come when you are not looking for them.
            * {Hero} put one of the {treat} in {their} pocket for later. It was going to be a long day, and there might be more ideas to fetch.
            """,
            """
            . Sit down and have {treat}, and chew, chew, chew. / The thinking goes better when chewing, too.
            . Chew, chew, and think, and chew, and... aha! / It needs a good swing, like a tra-la-la!
            + For nobody finds an idea by force. / It comes with the snack, like a second course.
            """,
            "sitting and eating {treat}, having a bright idea, light bulb",
            (
                "“It was the {treat},” said {hero}, when people asked how it was done.",
                "“And what was your secret?” “Some {treat},” {hero} said, / “and thinking, and chewing, and going to bed.”",
            ),
        ),
        Step(
            "Help {the_helper} to practise",
            "Two Beginners",
            """
            . {A_helper} was practising, too: how to stand on its head. Plop!
            . “Like this,” said {hero}, and helped. Then it stood! “Take this,” it said, and gave {hero} {token}.
            + It is funny: when you help somebody else, your own feet learn something as well.
            * “I was so nervous about the show,” said {helper}, upside down. “Now I am only nervous in my toes.”
            """,
            """
            . {A_helper}, too, had a trick to do: / to stand on its head. It was rather new.
            . “Like this!” said {hero}. It stood with a grin, / and gave {token}. “You helped, so you win!”
            + And helping a friend is a wonderful thing. / It teaches your own feet to dance and to spring.
            """,
            "helping {a_helper}, holding {token}, both laughing",
            (
                "{Helper} stood on its head for the whole show, and clapped with its feet.",
                "And {helper} stood on its head, it is true, / and clapped with its feet when the hero was through.",
            ),
            token=True,
        ),
        Step(
            "Make a silly mistake on purpose",
            "The Best Mistake",
            """
            . {Hero} did it wrong on purpose: backwards, sideways, and with a moo.
            . It was so funny that being afraid was not possible any more.
            +p {Pal} laughed so much that it hurt. “Do the moo again!”
            + After that, doing it right did not seem so hard.
            * A mistake is like a big dog. It looks terrible until you pat it. Then it only wants to play.
            """,
            """
            . {Hero} did it wrong: with a moo, with a quack, / first sideways, then backwards, then there and then back.
            . It was so silly, it made such a din, / the fear went away, it just couldn't stay in.
            + For when you have laughed at a thing, that's the trick, / it never looks half so big or so thick.
            """,
            "laughing and dancing in a silly way",
            (
                "“Moo!” called somebody from the last row, and everybody laughed.",
                "And “Moo!” called a voice from the very last row, / and everyone laughed. It's a moo you know!",
            ),
        ),
        Step(
            "Watch somebody who can do it",
            "The Tip of the Tongue",
            """
            . {Hero} watched {the_helper} closely. How did it do everything so well?
            . Then {hero} saw it: it stuck out the tip of its tongue!
            + So that was the secret. {Hero} tried it. It really helped.
            * “Do I do that?” asked {helper}, quite surprised. “I never knew. My grandfather did that, too. He was a great artist. He could balance a pea.”
            """,
            """
            . How does {helper} do all things so well? / {Hero} watched it closely. And now I can tell:
            . it put out the tip of its tongue, just a bit! / And that was the secret, the whole of it.
            + {Hero} tried it at once, with a tongue to the right, / and things went much better, from morning to night.
            """,
            "watching {a_helper}, curious, tongue out",
            (
                "Look closely: there was the tip of a tongue. That was {helper}'s secret.",
                "And did you see? The tongue peeped through. / Remember the secret, and you'll do it, too.",
            ),
        ),
        Step(
            "Look for something lucky",
            "Something Lucky",
            """
            . At the foot of {high} lay {token}. Was it lucky?
            . {Hero} held it tight and tried again. Hop, and... nearly!
            + Perhaps it was the luck. Perhaps it was the trying. Who can tell?
            * “Luck,” thought {hero}, “is like a friend on the other end of the seesaw. You still have to push off yourself.”
            """,
            """
            . At the foot of {high}, what's lying there? / {Token}! It's lucky, I'd like to swear.
            . {Hero} held it tight and tried it again. / A hop, and a swing, and nearly! But then,
            + a bit of good luck is a very fine thing, / but you have to do the hop and the swing.
            """,
            "holding {token}, hopeful",
            (
                "“Was it lucky?” somebody asked. {Hero} only smiled.",
                "And was it just luck? Well, perhaps, who can say? / It helps to believe it a bit on the day.",
            ),
            token=True,
        ),
    ),
    hooks=(
        "It nearly worked!",
        "Now it worked a tiny bit.",
        "It worked once! Was that luck?",
        "It worked three times in a row!",
        "It was almost easy now.",
    ),
    turns=(
        Step(
            "Peek through the curtain",
            "Behind the Curtain",
            """
            . {Hero} peeked through the curtain. So many people! {Their} knees wobbled.
            . “And now,” called a voice, “here comes {hero}!”
            + Even {a_small} had come. It had bitten its ticket to pieces, it was so excited.
            * There is a moment before everything, when it is so quiet that you can hear your own ears. This was it.
            """,
            """
            . A peep through the curtain. So many, oh dear! / {Hero}'s knees wobbled from there to here.
            . “And now,” called a voice, “the one you all know! / Here comes {hero}! On with the show!”
            + Up in the front row, what a sight to see, / sat {a_small}, as proud as can be.
            """,
            "peeking out nervously on a circus stage with a curtain, {a_small} watching",
            (
                "How small the crowd had looked from behind the curtain, and how kind from the front!",
                "The crowd that looked scary behind the red sheet / was friendly and warm once they happened to meet.",
            ),
        ),
        Step(
            "Take three deep breaths",
            "One, Two, Three",
            """
            . One breath for the feet. One for the knees. One for the heart.
            . The drum rolled. Everybody looked at {hero}. Now!
            + The fear was still there, but it had become quite small, and sat down to watch.
            * In the first row {a_small} was holding both thumbs, and its breath as well.
            """,
            """
            . One breath for the feet, and one for the knees, / and one for the heart, as light as a breeze.
            . And then came the drum with a rumble and roll, / and {hero} stood there, very brave on the whole.
            + The fear was still there, but it sat in a chair, / no bigger than {small}, and went: “I'm just there.”
            """,
            "standing on a circus stage with closed eyes, breathing calmly, a drum",
            (
                "Three deep breaths: one for the feet, one for the knees, one for the heart.",
                "Three breaths did it all: for the feet, for the knees, / and one for the heart. You can do it with ease.",
            ),
        ),
        Step(
            "Look for a friendly face",
            "A Friendly Face",
            """
            . So many faces! {Hero} looked for a friendly one. There!
            . {A_small} waved a tiny flag with {hero}'s name on it. The drum rolled. Now!
            + The name was spelled wrong. That made it even better.
            * One friendly face is enough. You can hold on to it, like a rail on a staircase.
            """,
            """
            . So many faces, so many eyes! / {Hero} looked for one that was friendly and wise.
            . There waved {a_small} a flag, just so, / with {hero}'s own name on it. On with the show!
            + One friendly face is enough, you will find. / You hold it in front, and the fear stays behind.
            """,
            "standing on a circus stage, smiling at {a_small} in the crowd",
            (
                "The tiny flag with the wrong spelling hangs over {hero}'s bed.",
                "The flag hangs up over the bed to this day. / It's spelled all wrong, but it shouts: Hooray!",
            ),
        ),
        Step(
            "Shake out your arms and legs",
            "Shake, Shake, Shake",
            """
            . Shake the arms, shake the legs, shake the nose! All the wobbles fell off.
            . “And here is {hero}!” somebody called. It grew quiet.
            + {A_small} in the first row shook itself, too, just in case.
            * Wobbles are lighter than you think. They lay about on the floor like old leaves, and {hero} simply stepped over them.
            """,
            """
            . Shake out the arms, and shake out the knees, / and shake out the wobbles, like leaves off the trees.
            . “And here comes our {hero}!” they called, one and all. / It grew very quiet in all of the hall.
            + {A_small} in the front gave a shake and a hop / to help all the wobbles to fall and to stop.
            """,
            "dancing and shaking arms and legs on a circus stage, {a_small} beside",
            (
                "They swept up the wobbles afterwards. There was a whole bucketful.",
                "The wobbles were swept up, a bucket or two, / and nobody knew what with wobbles to do.",
            ),
        ),
    ),
    finals=(
        Step(
            "Take a big step and begin",
            "It Worked!",
            """
            . {Hero} took one big step, and began. And it worked! It really worked!
            . Everybody cheered.
            + {Hero} won {the_thing}, but that was not the best part.
            + The best part was the moment in the middle, when {they} noticed: I am doing it!
            * Afterwards they all sat together, shared everything, and told each other about their bumps. It turned out that everybody had some.
            """,
            """
            . A step, a breath, and off {they} went, / and oh, it worked! What merriment!
            + They cheered and they clapped, and the drum went boom, / and hats flew up all around the room.
            + The prize was {the_thing}, and the best thing of all / was to dare, and to not be afraid to fall.
            """,
            "celebrating with arms up on a circus stage, {a_small} cheering, {a_thing} beside",
        ),
        Step(
            "Make everybody laugh first",
            "Whoops and Hooray",
            """
            . {Hero} made a silly face. Everybody laughed, even {hero}. Then it was easy.
            . It worked, and they cheered!
            + There was one small wobble in the middle. {Hero} turned it into a bow.
            + “That was the best bit,” everybody said.
            * {Hero} got {the_thing}, and shared it with everybody who had ever gone bump. That was everybody.
            """,
            """
            . A silly face first! And they laughed, ho ho ho, / and then it was easy to start with the show.
            + It worked, with a wobble, just one, halfway through, / and that was turned into a bow: how-d'you-do!
            + And {the_thing} was for {hero}, and all had a share, / for everyone's bumped on the ground here and there.
            """,
            "laughing and bowing on a circus stage, {a_small} laughing beside",
        ),
        Step(
            "Ask everyone to count along",
            "All Together",
            """
            . “Count with me!” called {hero}. “One! Two! Three!” And on three, it worked!
            . They had all done it together.
            + With a hundred voices behind you, you can hardly fall down.
            + “Again!” they shouted. “Four! Five! Six!” And it worked again.
            * {The_thing} was far too big for one, so everybody got a piece of the glory. {Small} got two, because it had counted the loudest.
            """,
            """
            . “Come, count with me!” And: one, two, three! / It worked on three, for all to see.
            + With so many voices, all counting along, / with so many friends, how could it go wrong?
            + “Again!” they all shouted, “four, five and six!” / It worked every time, it was full of new tricks.
            """,
            "jumping high on a circus stage, {a_small} cheering",
        ),
        Step(
            "Bring {small} up on the stage",
            "Two Are Braver",
            """
            . {Hero} took {small} by the hand. “Come, we will do it together!”
            . And together it worked!
            + Two are twice as brave and only half as nervous. That is how sums go with friends.
            + The cheering was so loud that the clouds moved over.
            * They both got {the_thing}. On even days it lives with {hero}, and on odd days with {small}.
            """,
            """
            . “Come, {small}!” said {hero}. “Let's try it, us two!” / And two can do more than one ever can do.
            + It worked, oh, it worked, with a hop and a swing, / and everyone cheered, and the bells went ding-ding!
            + Two friends are much braver than one all alone. / It's the very best sum that has ever been known.
            """,
            "dancing hand in hand with {a_small} on a circus stage, both very happy",
        ),
    ),
)
