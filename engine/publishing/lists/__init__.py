"""Workbooks that go along with the report, for people who sort and filter: the library and the ratings."""
