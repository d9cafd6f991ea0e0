"""The rule book: what a form holds, what is computed from it and what must hold, as data."""
