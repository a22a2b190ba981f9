"""First names that stand for children in a text."""

# ruff: noqa: SIM905

GIRLS = frozenset(
    "gretel eve mary esther goldilocks mia emma olivia ava sophia sofia isabella bella amelia luna lily "
    "lucy ella chloe zoe zoey nora ruby "
    "alice anna hannah sarah maya leila layla ruth clara stella rosie rose hazel "
    "violet ivy daisy poppy grace eva maria elena julia nina lena lara emily charlotte harper aria "
    "evelyn abigail mila penelope maddie molly jane amy kate kim priya aisha fatima zara "
    "amara nia imani mei yuki sakura ingrid freya elsa greta heidi lola carmen lucia ines camila valentina".split()
)
BOYS = frozenset(
    "hansel jonah adam david pinocchio joseph samson solomon "
    "max leo noah liam oliver elijah james william ben benjamin lucas henry theo jack daniel sam samuel "
    "finn oscar charlie jacob mason ethan logan alex mateo diego pablo carlos juan luis "
    "tom tommy tim timmy peter paul john jonas emil felix otto hans milo hugo arlo ravi arjun omar ali "
    "yusuf kofi kwame jamal malik kenji hiro wei jin pedro andre marco luca pierre louis jules "
    "george edward harry billy bobby jimmy danny nico toby eli ezra".split()
)
