"""A filing carried into another form: last year's version, another province's standard."""
