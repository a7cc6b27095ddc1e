"""What this app adds to the back office."""

from __future__ import annotations

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from content.thesaurus.viewset import ThesaurusViewSet
from content.thesaurus.write import LOADED, UPLOADED

register_snippet(ThesaurusViewSet)


@hooks.register("register_log_actions")
def thesaurus_log_actions(actions: LogActionRegistry) -> None:
    """What loading and uploading write into an entry's history."""
    actions.register_action(LOADED, "载入预置词库", "由预置词库写入")
    actions.register_action(UPLOADED, "上传词库", "由上传的词库文件写入")
