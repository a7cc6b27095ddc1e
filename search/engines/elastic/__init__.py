"""Elasticsearch, the production engine: through the elasticsearch-dsl API, any 8.19 and later 8.x without a plug-in."""

from search.engines.elastic.engine import ElasticEngine

__all__ = ["ElasticEngine"]
