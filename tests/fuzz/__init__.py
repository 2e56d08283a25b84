"""Inputs by the thousand that nobody would send on purpose: each is read, or refused in words, within bounds."""
