"""A second look at each PDF before it is delivered: does what it claims of itself hold?"""
