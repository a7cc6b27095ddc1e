"""检索词库: how people say it ⇒ how laws and benchmarks say it. Owned by the editors."""
