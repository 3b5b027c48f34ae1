"""The guides, and the generator of the reference: `python -m docs.generator`."""
