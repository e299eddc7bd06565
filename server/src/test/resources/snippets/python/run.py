import os

from verification import is_verified

print("verified" if is_verified(os.environ["ACCESS_TOKEN"], os.environ["IDENTIFIER"]) else "refused")
