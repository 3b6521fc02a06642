"""Who wants what on each issue, on which condition, and what moved: positions and acts in, plain tables out."""
