"""The descent explorer: runs of one or more optimizers, and panels that look at them."""
