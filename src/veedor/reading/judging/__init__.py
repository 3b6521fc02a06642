"""What the rules find and what the model has learnt, weighed against each other."""
