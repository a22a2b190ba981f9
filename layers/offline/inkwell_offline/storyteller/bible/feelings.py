"""The feelings that the choices of a retold passage ask for, and how the next scene takes each of them up.

A choice never changes what happens; it says how somebody may have felt, or thanks God for something.
"""

from collections.abc import Mapping

#: What somebody felt, in the words of a child, and what may be said about it.
FEELINGS: Mapping[str, tuple[str, tuple[str, str]]] = {
    "afraid": (
        "afraid",
        (
            "Everybody is afraid sometimes, and God never scolds us for it.",
            "It helps to hold somebody's hand, and to know that God is near.",
        ),
    ),
    "angry": (
        "angry",
        (
            "Anger is hot, like soup. It is good to blow on it first.",
            "God knows how it is when we are angry, and He still likes us.",
        ),
    ),
    "brave": (
        "brave",
        ("Being brave means being a bit afraid, and going on.", "God gives courage to the small ones, too."),
    ),
    "curious": ("curious", ("God likes it when we want to know things.", "Whoever asks, finds out wonderful things.")),
    "excited": (
        "excited",
        ("There are days when your tummy hums like a beehive.", "Something new was about to begin."),
    ),
    "forgiven": ("forgiven", ("To be forgiven is like having wings.", "It is the best thing of all to start again.")),
    "free": ("free", ("There was so much room to fly.", "God made the world wide and open.")),
    "happy": ("happy", ("And when you are happy, God is happy with you.", "Joy is best when you share it.")),
    "hopeful": ("full of hope", ("Hope is like a little light in the window.", "With God there is always hope.")),
    "hungry": ("hungry", ("God knows what we need.", "And nothing tastes as good as the first bite afterwards.")),
    "impatient": ("impatient", ("Waiting is hard. God waits with us.", "Good things sometimes take their time.")),
    "jealous": (
        "jealous",
        (
            "It hurts when somebody else gets more. You can tell God about it.",
            "Being jealous feels like a stone in your shoe. It is good to take it out.",
        ),
    ),
    "kind": ("kind", ("Kindness makes two people glad at once.", "Every kind thing is like a small light.")),
    "lonely": ("lonely", ("God is there, even when nobody else is.", "It is good when somebody sits down beside you.")),
    "loved": ("loved", ("That is the warmest feeling there is.", "God loves you just as much.")),
    "loving": ("full of love", ("Love makes hearts grow big.", "That is a little bit how God feels about us.")),
    "peaceful": ("peaceful", ("Now everything was quiet, inside as well as outside.", "God likes quiet moments, too.")),
    "proud": (
        "proud",
        ("It is nice to be proud, as long as you do not forget the others.", "And the nose goes up all by itself."),
    ),
    "puzzled": (
        "puzzled",
        ("You do not have to understand everything at once.", "God's ways are sometimes a riddle, but a good one."),
    ),
    "safe": ("safe", ("With God we are safe, as under a warm blanket.", "It is good when somebody looks after you.")),
    "sad": ("sad", ("God sees every tear.", "It is all right to be sad, and to tell God about it.")),
    "shy": ("shy", ("God likes quiet children, too.", "Shy people often have the kindest hearts.")),
    "small": ("very small", ("God likes to do big things with small people.", "To God nobody is too small.")),
    "sorry": (
        "sorry",
        ("Saying sorry takes courage, and God is always glad to hear it.", "After a sorry you can begin again."),
    ),
    "surprised": ("surprised", ("God is full of surprises.", "Nobody had thought of that.")),
    "thankful": ("thankful", ("A thank-you makes the heart light.", "God is glad about every thank-you.")),
    "tired": ("tired", ("God knows how tired we can be, and He lets us rest.", "Even strong people need a rest.")),
    "trusting": ("full of trust", ("Trust is like holding a big, warm hand.", "God keeps His word.")),
    "welcome": (
        "welcome",
        ("It is good when a door opens and somebody is glad to see you.", "With God everybody is welcome."),
    ),
    "worried": (
        "worried",
        ("You can tell God all your worries, big ones and small ones.", "Worries get lighter when you share them."),
    ),
}

#: How a choice says it, and how the next scene answers: by turns.
ASKED = ("I think {who} felt {how}", "Maybe {who} felt {how}")
ANSWERED = (
    "Yes, perhaps {who} felt {how}.",
    "{How}? That may well be how {who} felt.",
    "You think that {who} felt {how}. So it may have been.",
)
THANKED = "Thank God for {thanks}"
THANKS_ANSWERED = (
    "You said thank you for {thanks}. God is glad about that.",
    "Thank You, God, for {thanks}.",
    "We can say thank you every day for {thanks}.",
)
#: For a choice in somebody's own words.
HEARD = "“{choice}” God hears that, too."
