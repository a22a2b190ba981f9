"""Inkwell: the package that every function imports, and with it how much the packages of others may log."""

import logging

# Lambda puts the level that template.yaml asks for on the root logger. At DEBUG the SDK would log the bodies of its
# requests and responses, secrets among them: the level that was asked for is for our own packages.
_root = logging.getLogger()
if _root.level < logging.WARNING:
    for _name in ("inkwell", "inkwell_offline"):
        logging.getLogger(_name).setLevel(_root.level)
    _root.setLevel(logging.WARNING)
