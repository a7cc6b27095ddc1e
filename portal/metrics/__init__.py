"""Numbers for whoever watches over the portal (Prometheus)."""
