"""Django looks for models here; each has a file of its own."""

from content.pages import ArticlePage, ColumnPage, HomePage
from content.site import SiteIdentity
from content.thesaurus.entry import SeedLine, ThesaurusEntry, ThesaurusVersion

__all__ = ["ArticlePage", "ColumnPage", "HomePage", "SeedLine", "SiteIdentity", "ThesaurusEntry", "ThesaurusVersion"]
