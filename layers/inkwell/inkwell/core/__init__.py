"""The one drawing core that every API family stands on. Pure: no AWS, no HTTP, no imaging library."""
