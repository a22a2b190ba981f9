"""The family of colouring books: projects with pages, heroes, exports, and the Blots that they cost."""
