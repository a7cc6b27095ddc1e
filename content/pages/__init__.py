"""What editors write: home, columns, articles."""

from content.pages.article import ArticlePage
from content.pages.column import ColumnPage
from content.pages.home import HomePage

__all__ = ["ArticlePage", "ColumnPage", "HomePage"]
