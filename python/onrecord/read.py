"""From JSON to the classes of `onrecord.results`, by their annotations."""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]


def read(kind: type[T], value: object) -> T:
    """A value of a class; fields that the class does not have come from a newer program, and are left out."""
    by_annotations: Any = kind
    made = reader(by_annotations)(value)
    assert isinstance(made, kind)
    return made


@cache
def reader(kind: Any) -> Reader:
    if is_dataclass(kind):
        return class_reader(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        item = reader(inner[0])
        return lambda value: tuple(map(item, value))
    if origin is dict:
        item = reader(inner[1])
        return lambda value: {key: item(each) for key, each in value.items()}
    if origin in (Union, types.UnionType):
        return union_reader([each for each in inner if each is not types.NoneType])
    return lambda value: value


def class_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    parts = [(field.name, field.name.rstrip("_"), reader(hints[field.name])) for field in fields(kind)]

    def made(value: dict[str, Any]) -> Any:
        return kind(**{name: part(value[key]) for name, key, part in parts if key in value})

    return made


def union_reader(kinds: list[Any]) -> Reader:
    """Classes are told apart by the field `kind`, which is another word in each."""
    named = {}
    if len(kinds) > 1:
        for kind in kinds:
            hint = get_type_hints(kind).get("kind")
            if get_origin(hint) is Literal:
                named[get_args(hint)[0]] = reader(kind)
    only = None if named else reader(kinds[0])

    def made(value: Any) -> Any:
        if value is None:
            return None
        return only(value) if only else named[value["kind"]](value)

    return made
