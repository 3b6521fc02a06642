"""The annotated corpus: standoff statements over openly licensed texts, and what makes and checks it."""
