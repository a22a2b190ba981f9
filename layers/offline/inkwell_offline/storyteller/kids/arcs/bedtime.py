"""Bedtime: the hero cannot sleep, tries this and that, and falls asleep by helping somebody smaller."""

from inkwell_offline.storyteller.kids.steps import Arc, Step

BEDTIME = Arc(
    things=("teddy bear", "soft blue pillow", "picture book", "woolly blanket"),
    sight="Sniff, sniff. Somebody else was awake, too: {a_small}, with very big eyes.",
    openings=(
        Step(
            "",
            "Wide Awake",
            """
            . It was bedtime {at}. {Hero}, {a_noun}, lay on {soft}, wide awake.
            . Left side? No. Right side? No. Upside down? No!
            * {Dusk}
            + {The_thing} was there. The blanket was there. Only sleep was not there.
            +p “Perhaps it has missed the way,” yawned {friend}. “Sleep is small, and it is dark outside.”
            +s Perhaps it has missed the way, thought {hero}. Sleep is small, and it is dark outside.
            """,
            """
            . It's bedtime! But {hero}, {a_noun}, lay / on {soft}, awake as day.
            . Not on the left, and not on the right, / not upside down! What a long, long night.
            + “Where is my sleep?” {hero} asked with a sigh. / “Has anyone seen it come walking by?”
            """,
            "sitting awake {in_bed} at night with {a_thing}",
        ),
        Step(
            "",
            "The Lost Yawn",
            """
            . {Hero}, {a_noun}, lay {at} in bed and waited for a yawn. None came.
            . Without a yawn you cannot sleep. It had to be somewhere!
            * {Dusk}
            + {Hero} opened {their} mouth very wide, in case it wanted to come in. Nothing.
            +p “I have one you can borrow,” said {friend}: “Aaaah...” But it did not fit.
            * A yawn is a shy creature. It comes when you look the other way, like a cat, or like the last bit of summer.
            """,
            """
            . {Hero}, {a_noun}, all tucked up in bed, / waited for one little yawn, it is said.
            . But no yawn came. Not one, not a crumb! / And without any yawn no sleep can come.
            + The mouth was wide open, the pillow was right. / Where does a yawn go on such a fine night?
            """,
            "sitting {in_bed} with an open mouth, {a_thing} beside",
        ),
        Step(
            "",
            "One More Thing",
            """
            . “Good night,” said everybody {at}. But {hero}, {a_noun}, was not sleepy. Not one bit.
            . There was always one more thing to think about!
            * {Dusk}
            + What do fish dream? Who turns on the stars? And where does the day sleep?
            +p “Sleep now,” said {friend}. “Are you sleeping?” asked {hero}. “Yes,” said {pal}.
            * {Hero} counted the thoughts. There were eleven, and they hopped about like frogs. Whenever one sat still, another jumped up.
            """,
            """
            . “Good night,” they all said. But {hero} lay there, / {a_noun}, wide awake, with the moon in {their} hair.
            . There's one more thing to wonder about: / who is it that puts all the daylight out?
            + And what do fish dream of, down in the deep? / And where does the day go, when it goes to sleep?
            """,
            "lying awake {in_bed} at night, thinking, {a_thing} beside",
        ),
    ),
    steps=(
        Step(
            "Count the stars",
            "One, Two, Three, Wink",
            """
            . One star, two stars, three... Then one of them winked!
            . So {hero} had to begin again. One star, two stars, three...
            + The stars did not mind. They had all night.
            +p “Seventeen,” mumbled {pal}, who was already half asleep and counted something else.
            * When {hero} reached seven for the third time, the numbers were getting slow and soft, like snowflakes.
            """,
            """
            . One star, and two stars, and three, I think... / but then number four gave a little wink!
            . So all over again: one, two, three, four. / The stars didn't mind. They had plenty more.
            + The numbers grew slow, and the numbers grew deep, / like snow that is falling, like half-past-sleep.
            """,
            "looking up at the stars at night, counting",
            (
                "One star winked once more. It knew how the story would end.",
                "And one little star gave its wink once again: / it had counted the sleepers, from one up to ten.",
            ),
        ),
        Step(
            "Ask {the_helper} how to sleep",
            "How to Fall Asleep",
            """
            . “How do you fall asleep?” asked {hero}. “Easy,” said {the_helper}.
            . “First you lie down, then you close... chrrr...” And it was asleep.
            + “And then?” whispered {hero}. “Chrrr,” said {helper}. It was a very good teacher.
            * {Hero} put a leaf over its feet, so that it would not be cold, and tiptoed on. Being careful makes you quiet, and being quiet makes you slow.
            """,
            """
            . “How do you sleep?” asked {hero}. “My dear, / it's easy,” said {helper}. “Just look over here:
            . you first lie down flat, and you close up one... chrrr.” / And that was the end of the lecture, dear sir.
            + It snored like a kettle, it snored like a bee. / A wonderful teacher, I'm sure you agree!
            """,
            "watching {a_helper} with closed eyes at night, smiling",
            (
                "“Chrrr,” said {helper} in its sleep. It meant: you see?",
                "“Chrrr,” murmured {helper}, asleep where it lay. / It meant: “There you are. It's the only way.”",
            ),
        ),
        Step(
            "Say good night to everything",
            "Good Night, Everything",
            """
            . “Good night, stars. Good night, toes.”
            . “{good_night}” And it seemed to nod.
            + “Good night, {item}. Good night, dust. Good night, day that was here just now.”
            * The more things {hero} said good night to, the smaller {their} voice became, until it was just a breath with a few words in it.
            """,
            """
            . Good night to the stars, and good night to the toes, / good night to the moon, and good night to the nose.
            . Good night, little path, and good night, big tree, / good night to you, and good night to me.
            + The voice became smaller, a whisper, no more. / Good night to the window, good night to the door.
            """,
            "waving good night to the stars at night",
            (
                "Everything had been told good night, so everything slept.",
                "Good night had been said to the big and the small, / and sleep had now come to the one and to all.",
            ),
        ),
        Step(
            "Shake the last wiggles out",
            "One Wiggle Left",
            """
            . Wiggle the arms! Wiggle the legs! Wiggle, wiggle, wiggle!
            . Now only one wiggle was left, in the left big toe. Wiggle. Gone.
            + All the wiggles ran off into the dark, giggling.
            +p One of them ran into {pal}, who had to wiggle for a while.
            * Now the arms were heavy, and the legs were heavy, and even the ears lay down.
            """,
            """
            . Wiggle the fingers and wiggle the knees, / wiggle like washing that hangs in the breeze!
            . One wiggle was left, in the biggest left toe. / It wiggled, it giggled, and off it did go.
            + The arms were now heavy, the legs were like lead, / and only a whisker still moved in the bed.
            """,
            "dancing and wiggling at night, laughing",
            (
                "Far away the last wiggle met the other wiggles. Then they slept, too.",
                "And somewhere the wiggles, in one little heap, / said, “That was a good one,” and went off to sleep.",
            ),
        ),
        Step(
            "Drink a cup of warm milk",
            "The Moon in the Cup",
            """
            . {Hero} got a cup of warm milk. And in the milk swam the moon!
            . Sip, sip, sip. Now the moon was in {hero}'s tummy, round and warm.
            + It left a white moustache. It was a moon moustache.
            * Outside, the moon was still there, by the way. There is enough moon for everybody, every night, and it never runs out.
            """,
            """
            . A cup of warm milk, and what floats there? The moon! / It looked up at {hero}, as round as a spoon.
            . And sip, sip, sip, it was gone from the cup, / for {hero} had quietly drunk it all up.
            + A moon in the tummy is cosy and bright. / It left a moustache that was moony and white.
            """,
            "holding a cup of warm milk at night, the moon in the sky",
            (
                "And in the tummy, round and warm, still lay a little moon.",
                "And deep in the tummy, all cosy and round, / a little white moon made a glowing sound.",
            ),
        ),
        Step(
            "Listen to the night",
            "What the Night Said",
            """
            . {Hero} listened. Hoo, hoo. Rustle. Hush. And then: plink!
            . Something had fallen down beside the bed. It was {token}.
            + Perhaps a star had dropped it. Perhaps the night wanted to say hello.
            * The night was not silent at all. It was only quiet, and that is something else. It hummed and breathed like somebody very big and very kind.
            """,
            """
            . Listen! The night says hoo, and hush, / a rustle, a breath, and no need to rush.
            . And then came a plink, something fell from the air: / {token} had landed. How did it get there?
            + Perhaps from a star, or perhaps from the moon, / to say: never fear, it is dreaming time soon.
            """,
            "holding {token} at night and listening",
            (
                "“Hush,” said the night once more, and tucked in the hills.",
                "And “hush,” said the night to the hills and the lake, / “there's nobody now who is still wide awake.”",
            ),
            token=True,
        ),
        Step(
            "Find the softest pillow",
            "Too Lumpy, Too Tickly",
            """
            . The first pillow was too lumpy. The second was too tickly.
            . The third was just right. And underneath lay {token}!
            + So that was what the tooth fairy had been looking for, or somebody like that.
            +p “Mine is a foot,” said {pal}. “My own.” It was just right, too.
            * {Hero} turned the pillow over to the cool side. Every pillow has one. It is one of the small secrets of the night.
            """,
            """
            . The first one was lumpy, the second one tickled, / so {hero} just wriggled and giggled and prickled.
            . The third one was right, like a cloud in the sky, / and {token} lay under it. Whose is it? Why?
            + It had a cool side, and a warm side, hooray, / as soft as a kitten, as light as the hay.
            """,
            "hugging a soft white pillow {in_bed} at night, {token} beside",
            (
                "The pillow was still just right.",
                "The pillow was right, not too big, not too small, / the very best pillow of any and all.",
            ),
            token=True,
        ),
        Step(
            "Tell the moon a secret",
            "The Moon Can Keep a Secret",
            """
            . {Hero} whispered a secret to the moon. The moon did not tell anyone.
            . It only grew a little brighter, and a moonbeam lay down on {hero}'s hand.
            + It is good to tell a secret. You are lighter afterwards, and things that are light float more easily into sleep.
            * It was only a small secret: that {hero} was sometimes afraid of the dark, when nobody looked. The moon knew all about that. That is why it comes.
            """,
            """
            . A secret was whispered, just into the night, / and up in the sky the round moon became bright.
            . It won't tell a cloud, and it won't tell a star. / The moon can keep secrets, wherever you are.
            + And {hero} felt light as a feather, and free. / That's how it feels when you tell one, you see.
            """,
            "whispering to the full moon at night, smiling",
            (
                "And the secret? The moon has kept it to this day.",
                "The secret is safe. If you ask it, the moon / will just go on shining and hum you a tune.",
            ),
        ),
    ),
    hooks=(
        "Now one eye was sleepy. The other was not.",
        "Both eyes were sleepy, but not the feet.",
        "The feet lay still. Only the nose was awake.",
        "A very small yawn came by, and went again.",
        "The night was waiting.",
    ),
    turns=(
        Step(
            "See who is sniffling",
            "Somebody Is Sniffling",
            """
            . Sniff, sniff. Who was that? Behind {hide} sat {a_small}.
            . “I cannot sleep,” it sniffled. “It is so dark.”
            + “I cannot sleep, either,” said {hero}. Then they were already two.
            * It is an odd thing: as soon as somebody smaller is afraid, you are not so small any more yourself. {Hero} stood up quite straight.
            """,
            """
            . Sniff, sniff, it went. Now who could it be? / Behind {hide}, who was there to see?
            . {A_small} sat there. “I can't sleep,” it said. / “It's dark, and I'm little, all alone in my bed.”
            + “I can't sleep, either,” said {hero}. “That's two! / And two can be brave, as one seldom can do.”
            """,
            "bending down to comfort {a_small} at night, a lantern beside",
            (
                "Nobody sniffled any more.",
                "And nobody sniffled, and nobody cried, / for now there was somebody there at its side.",
            ),
        ),
        Step(
            "Follow the tiny yawn",
            "The Tiny Yawn",
            """
            . A tiny yawn came by. {Hero} followed it. It belonged to {a_small}!
            . “I yawn and yawn,” it said, “but I cannot sleep all alone.”
            + It had yawned so often that its mouth was quite tired.
            * {Hero} felt a yawn coming, too. They are catching, yawns, like laughing. (Are you yawning now? You see.)
            """,
            """
            . A tiny yawn passed, as light as a fly. / Whose was it? {Hero} went after it. Why,
            . it came from {a_small}, who yawned as it spoke: / “I can't sleep alone,” in a whispery croak.
            + A yawn is a thing that will jump to and fro. / Now you've got it, too! It's catching, you know.
            """,
            "walking on tiptoe at night towards {a_small} that is yawning",
            (
                "The tiny yawn went round once more. Aaah.",
                "The tiny yawn travelled, from you on to me, / and had a good stretch, and said: “One, two, three.”",
            ),
        ),
        Step(
            "Carry a light around the corner",
            "A Small Warm Light",
            """
            . {Hero} carried a small light around the corner. Two eyes blinked.
            . It was {a_small}. “I was waiting for somebody with a light,” it whispered.
            + The dark took three steps back, as it always does when somebody brings a light.
            * “The dark is not bad,” {hero} explained. “It is only the blanket that the day pulls over its head.”
            """,
            """
            . A light, very small, round the corner it came. / Two eyes were there, blinking, as bright as a flame.
            . {A_small} said: “Oh, I'm so glad that you're here! / I hoped that somebody with light would come near.”
            + The dark is a blanket, it isn't a foe. / The day pulls it up, and it sleeps, you know.
            """,
            "holding a lantern at night, finding {a_small}",
            (
                "The small light stayed on, just a tiny bit.",
                "The small light stayed on, like a star in a jar. / It says to the dark: “It is good that you are.”",
            ),
        ),
        Step(
            "Lift a corner of the blanket",
            "Who Is in My Bed?",
            """
            . {Hero} lifted a corner of the blanket. There lay {a_small}!
            . “Your bed looked so kind,” it said. “May I stay? I cannot sleep alone.”
            + So that was the lump that had been there the whole time.
            * It had cold feet, all of them. But it made itself so small that there was room for everyone.
            """,
            """
            . A corner was lifted. Who's there, in the bed? / {A_small}! “May I stay here tonight?” it said.
            . “I can't sleep alone, and your bed looked so kind. / I'll only be little. I hope you don't mind.”
            + So that was the lump that had wriggled about! / It had four cold feet, but nobody threw it out.
            """,
            "lifting a blanket at night, surprised, and finding {a_small}",
            (
                "And the lump in the bed? It snored the sweetest little snore.",
                "The lump in the bed was now warm, head to toe, / and snored like a teapot, all gentle and slow.",
            ),
        ),
    ),
    finals=(
        Step(
            "Sing it a lullaby",
            "The Lullaby",
            """
            . {Hero} sang a lullaby. {Small} closed one eye, then the other.
            . {Hero} sang more slowly... and more slowly... and slept.
            + There was one line of the song left over. The moon sang it.
            * And so sleep had come at last, on its small soft feet. It had not missed the way. It had only been waiting for the song.
            """,
            """
            . A lullaby sang {hero}, so soft and so slow. / First one eye, then two eyes, were shut, don't you know.
            + And slower it went, and then slower, until / the singer was sleeping, and all became still.
            + One line was left over. The moon sang it, too: / “Sleep well, little friends. I am watching for you.”
            """,
            "cuddling {a_small} and singing with eyes closed {in_bed} at night",
        ),
        Step(
            "Tell it a story",
            "A Story About a Story",
            """
            . “Once upon a time,” said {hero}, “there was somebody who could not sleep...”
            . {Small} was asleep already. And {hero}? Also.
            + It was the shortest story in the world, and the best.
            * Nobody knows how it would have gone on. But it was about two friends, that much is certain, and it was going to have a good ending.
            """,
            """
            . “Once there was somebody,” {hero} began, / “who just couldn't sleep...” That's as far as it ran.
            + For {small} was sleeping, and {hero} was, too, / before it was over, before it was through.
            + And how it goes on, no one knows to this day. / A story that short sends you straight on your way.
            """,
            "cuddling {a_small} with eyes closed {in_bed} at night, an open book beside",
        ),
        Step(
            "Cuddle up together",
            "A Warm Heap",
            """
            . They cuddled up: {gang} and {small}, all in one warm heap.
            . “Good night,” said somebody. Nobody knew who. And they all slept.
            + In a heap it is never dark. There is always somebody's ear.
            * Outside, the night went by on tiptoe. It looked in once, and smiled, and closed the door without a sound.
            """,
            """
            . They cuddled up close in a warm little heap, / and “good night,” said somebody, half asleep.
            + It's cosy and warm, with an elbow, a knee, / and nobody's sure which is you, which is me.
            + The night tiptoed by, and it looked, and it smiled, / and shut the door softly on each sleepy child.
            """,
            "cuddling {a_small} {in_bed} with eyes closed at night",
        ),
        Step(
            "Share {the_thing} with it",
            "Half Each",
            """
            . “You can have half of {the_thing},” whispered {hero}.
            . They held it from both sides, and fell asleep in the middle.
            + Half is more than enough, when the other half is a friend.
            * In the morning nobody remembered who had fallen asleep first. {Hero} said {small}. {Small} said {hero}. The pillow knew, but pillows do not tell.
            """,
            """
            . “Take half of {the_thing},” said {hero}. “It's good / at keeping you cosy, as good pillows would.”
            + They held it from both sides, from left and from right, / and fell fast asleep in the middle of night.
            + For half is enough, and for half is just fine, / when half of it's yours, and the other half's mine.
            """,
            "cuddling {a_thing} and {a_small} with eyes closed {in_bed} at night",
        ),
    ),
    hours=("sunset light", "starry night", "starry night with moonlight"),
)
