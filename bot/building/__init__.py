"""How the larger parts are put together, one module for each; `bot/wiring.py` says which parts there are."""
