"""How dates are typed, by language; what is written out stays as Django has it."""
