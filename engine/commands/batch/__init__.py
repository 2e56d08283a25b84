"""Many workspaces, each built as if it were alone: on this machine or on a cluster."""
