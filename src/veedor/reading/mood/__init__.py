"""Whether, how surely and when: polarity, certainty, tense."""
