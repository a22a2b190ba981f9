"""The limits of pictures that callers hand in. Sizes of files stand with each way of handing one in."""

#: Width times height of a picture, judged by its header before anything is decoded.
MAX_PIXELS = 50_000_000

#: Width times height of all pictures of one form together, judged in the same way: what fits into the 29 seconds and
#: the memory of the function that decodes them.
MAX_FORM_PIXELS = 100_000_000

#: A larger picture is scaled down when it is accepted: the longer side in pixels, and width times height.
ACCEPTED_EDGE = 4096
ACCEPTED_PIXELS = 16_000_000

#: How many times as long as wide an accepted picture is at most. A longer one gets white (or transparent) margins:
#: models that draw from pictures refuse threads, or take memory and time by the longer side.
MAX_ELONGATION = 16

#: The longest side of a thumbnail, in pixels.
THUMBNAIL_EDGE = 300

#: The largest colour profile that is applied, in bytes. Profiles of printing presses have about 2 MB.
MAX_PROFILE = 4 * 1024 * 1024

#: The most EXIF data that are looked at for the rotation, in bytes; a JPEG cannot hold more.
MAX_EXIF = 64 * 1024

#: The longest record of a character that is kept, in characters.
MAX_RECORD = 8192

#: The most parts (chunks, segments) of a file that are looked at.
MAX_PARTS = 100_000

#: The most scans of a progressive JPEG that are decoded: each costs as much as the whole picture has pixels.
MAX_SCANS = 100
