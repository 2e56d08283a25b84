"""The eight steps put together: a workspace becomes an edition."""
