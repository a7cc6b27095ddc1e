"""What the role 编辑 may do with pages, pictures, files and the thesaurus. Made by ``manage.py setup_site`` after ``enforcement.roles``."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from enforcement.roles import EDITOR

_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
_THESAURUS = ("view_thesaurusentry", "add_thesaurusentry", "change_thesaurusentry", "delete_thesaurusentry")


def make_editors() -> Group:
    """Gives editors the whole site, its files and the thesaurus; safe to run again, and leaves alone a role that has any page right."""
    group, _ = Group.objects.get_or_create(name=EDITOR)
    if GroupPagePermission.objects.filter(group=group).exists():
        return group
    root, files = Page.objects.get(depth=1), Collection.get_first_root_node()
    for codename in _PAGES:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    for permission in Permission.objects.filter(content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=_FILES):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=permission)
    group.permissions.add(*Permission.objects.filter(content_type__app_label="content", codename__in=_THESAURUS))
    return group
