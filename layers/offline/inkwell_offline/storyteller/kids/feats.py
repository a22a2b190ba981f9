"""The feats that a hero may want to learn, for a story about a challenge."""

FEATS = (
    "whistle a whole song",
    "juggle three apples",
    "balance on one leg and count to ten",
    "build a tower of seven stones",
    "turn a cartwheel",
    "hop ten times backwards",
    "walk on tiptoe along a rope",
    "dance the hoppity-hop",
)
