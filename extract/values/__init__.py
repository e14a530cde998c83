"""Literals of a text in canonical form: dates, money and quantities, each with the span that says it.

Rooms: `dates` finds dates by the rows of `days`, `periods` and `relative`, counted with `iso`; `money` and
`quantities` share the numbers of `numerals`, and take their units from `currencies` and `units`.
"""
