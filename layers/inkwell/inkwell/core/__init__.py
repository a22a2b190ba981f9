"""The drawing core that every API family uses. Pure: no AWS, no HTTP, no imaging library."""
