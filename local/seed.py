"""What a fresh embedded cloud holds: called once, before the first request is answered."""

from local.cloud import Cloud


def seed(cloud: Cloud) -> None:
    """Fill a cloud that has no state yet.

    Args:
        cloud: started, but not yet open to requests.
    """
