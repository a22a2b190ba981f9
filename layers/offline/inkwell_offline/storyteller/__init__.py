"""The offline storyteller: sensible, charming texts for any prompt, from a grammar; the same seed, the same text.

`reading` finds out what a prompt is about; one module for each kind of text tells it; `shaping` puts the result into
the schema that was asked for. All words and sentences are data.
"""

from inkwell_offline.storyteller.model import MODEL, Storyteller

__all__ = ["MODEL", "Storyteller"]
