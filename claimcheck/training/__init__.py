"""Make a model: recipes, data, and the training loop."""
