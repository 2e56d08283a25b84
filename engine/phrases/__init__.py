"""Every phrase with a count in it: how it reads of nothing, of one, of some and of all.

Whoever tells how many there are asks this room; no other code puts a number beside a noun.
"""
