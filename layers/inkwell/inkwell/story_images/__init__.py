"""Story images: a topic becomes a story, and moments of it become pictures with subtitles."""
