"""Makes the reader's weights from licensed corpora; needs PyTorch, which the installed program does not."""
