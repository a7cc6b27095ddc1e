"""``manage.py data_dictionary``: docs/data-dictionary.md, made from the models and the meanings beside them."""

from __future__ import annotations

import tomllib
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import models
from django.utils.functional import Promise

FLOORS = ("enforcement", "content", "search", "portal")
#: Section of the meanings for fields that Wagtail's mixins bring, alike in every model.
SHARED = "shared"
TYPES: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
    (models.FileField, "文件"),
    (models.OneToOneField, "关联"),
    (models.ForeignKey, "关联"),
    (models.DateTimeField, "时间"),
    (models.DateField, "日期"),
    (models.BooleanField, "是否"),
    (models.DecimalField, "小数"),
    (models.IntegerField, "整数"),
    (models.JSONField, "JSON"),
    (models.CharField, "文本"),
    (models.TextField, "长文本"),
)

Meanings = Mapping[str, Mapping[str, str]]


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "按数据模型和 docs/data-dictionary.toml 生成数据字典；--check 只检查现有文件是否为最新。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        folder = Path(settings.BASE_DIR) / "docs"
        parser.add_argument("file", type=Path, nargs="?", default=folder / "data-dictionary.md", help="要写的文件")
        parser.add_argument("--meanings", type=Path, default=folder / "data-dictionary.toml", help="各字段的含义")
        parser.add_argument("--check", action="store_true", help="不写文件，有出入时报错")

    def handle(self, *args: Any, **options: Any) -> None:
        meanings = tomllib.loads(options["meanings"].read_text(encoding="utf-8"))
        if faults := [*undescribed(meanings), *unknown(meanings)]:
            raise CommandError("；".join(faults))
        text, file = dictionary(meanings), options["file"]
        if not options["check"]:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            raise CommandError(f"{file.name}不是最新的，请运行 manage.py data_dictionary。")


def own_models() -> list[type[models.Model]]:
    """Every model of the portal, floor by floor."""
    return [model for floor in FLOORS for model in apps.get_app_config(floor).get_models()]


def own_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields a model adds; keys and the link to Wagtail's page are left out."""
    return [field for field in model._meta.local_fields if not field.primary_key]


def undescribed(meanings: Meanings) -> Iterator[str]:
    """Models, fields and constraints that have no meaning written down."""
    for model in own_models():
        said = meanings.get(model.__name__, {})
        names = ["_", *(field.name for field in own_fields(model)), *(rule.name for rule in model._meta.constraints)]
        yield from (f"{model.__name__}.{name}没有说明" for name in names if name not in said and name not in meanings[SHARED])


def unknown(meanings: Meanings) -> Iterator[str]:
    """Meanings of what is no longer there."""
    models_by_name = {model.__name__: model for model in own_models()}
    for section, said in meanings.items():
        if section == SHARED:
            continue
        if section not in models_by_name:
            yield f"没有模型{section}"
            continue
        meta = models_by_name[section]._meta
        names = {"_", *(field.name for field in meta.local_fields), *(rule.name for rule in meta.constraints)}
        yield from (f"没有{section}.{name}" for name in said if name not in names)


def dictionary(meanings: Meanings) -> str:
    """The whole document."""
    parts = [
        "# 数据字典 · Data dictionary",
        "本文件由 `manage.py data_dictionary` 按数据模型和 `data-dictionary.toml` 生成，请勿直接修改。\n"
        "This file is made by `manage.py data_dictionary`; edit `data-dictionary.toml` instead.",
        "每张表都有主键 `id`，不再列出。日期均为北京时间；“可空”指数据库允许没有值。"
        "楼层、分层与命名见 [architecture.md](architecture.md)。",
    ]
    parts += [_section(model, meanings) for model in own_models()]
    return "\n\n".join(parts) + "\n"


def _section(model: type[models.Model], meanings: Meanings) -> str:
    said = meanings.get(model.__name__, {})
    lines = [f"## {model._meta.verbose_name} · `{model._meta.label}`", "", said["_"], "", "| 字段 | 名称 | 类型 | 含义 |", "|---|---|---|---|"]
    for field in own_fields(model):
        meaning = said.get(field.name) or meanings[SHARED][field.name]
        lines.append(f"| `{field.name}` | {_name(field)} | {_type(field)} | {_cell(meaning + _choices(field))} |")
    if model._meta.constraints:
        lines += ["", "数据库约束：", ""]
        lines += [f"- `{rule.name}`：{said.get(rule.name) or meanings[SHARED][rule.name]}" for rule in model._meta.constraints]
    return "\n".join(lines)


def _name(field: models.Field[Any, Any]) -> str:
    """The name on the screen, where the portal gave one: Django's guess and Wagtail's translations are none."""
    name = field.verbose_name
    return "" if isinstance(name, Promise) or name == field.name.replace("_", " ") else _cell(str(name))


def _type(field: models.Field[Any, Any]) -> str:
    said = next((name for kind, name in TYPES if isinstance(field, kind)), type(field).__name__)
    if isinstance(field, models.ForeignKey):
        said += f" `{field.remote_field.model._meta.label}`"
    elif isinstance(field, models.CharField) and field.max_length:
        said += f"（{field.max_length}字以内）"
    elif isinstance(field, models.DecimalField):
        said += f"（{field.decimal_places}位小数）"
    if field.unique:
        said += "，唯一"
    return f"{said}，可空" if field.null else said


def _choices(field: models.Field[Any, Any]) -> str:
    choices = field.flatchoices
    return f" 取值：{'、'.join(f'`{value}` {label}' for value, label in choices)}。" if choices else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
