"""Which tier a case falls under, asked by the tiers' own words. Guidance: the decision is the agency's."""
