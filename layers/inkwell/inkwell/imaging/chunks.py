"""The names of the PNG text chunks that our own pictures carry along."""

#: Who the picture shows: a character's record, as JSON.
CHARACTER = "inkwell:character"

#: How the scene was made, as JSON.
SCENE = "inkwell:scene"
