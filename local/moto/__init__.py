"""The replacements inside moto: corrections, hooks, and two quicker operations of tables.

Nothing outside this folder changes moto. Each replacement says which behaviour of moto it is for, and
``tests/local/test_moto.py`` shows that behaviour with moto as it comes: a test fails when a release of moto no longer
needs the replacement, which then goes.
"""
