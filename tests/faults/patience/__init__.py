"""Speed that proves nothing: a machine that is busy with tests is no outage, and what is back need not be waited for long."""
