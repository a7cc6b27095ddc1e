"""What the State's rules give every city: holidays and terms, as files; ``enforcement.clock.load`` reads them."""
