"""`inkwell`: what an administrator does at the command line."""
