"""Storyboards: an idea becomes five scenes, and each scene a picture."""
