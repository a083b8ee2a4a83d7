"""How far answers can be trusted, measured: `python -m benchmarks.trust`."""
