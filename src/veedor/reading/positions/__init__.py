"""Where an actor stands: what it wants, accepts, offers, refuses."""
