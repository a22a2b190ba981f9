"""`make bench`: speed as ratios within one run, because absolute times say more about the machine than about us."""
