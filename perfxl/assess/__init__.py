"""Filing and Standard to Assessment: pure, exact, and every check counted."""
