"""Make labelled sentence pairs from unlabelled news, each kind with its own label logic."""
