"""Make every generated part of docs/ again: python -m tests.pages."""

from tests.pages.parts import PARTS

if __name__ == "__main__":
    for part in PARTS:
        part.renew()
