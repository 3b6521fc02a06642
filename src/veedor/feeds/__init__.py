"""Feeds and folders that a project watches: the only room that asks the network, and only what its file names."""
