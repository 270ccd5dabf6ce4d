"""Tells how manifests differ: their objects as an independent YAML parser reads them, and their lines.

Reads a JSON list of [before, after] texts, writes a JSON list of {"objects": [...], "removed": [...], "added": [...]}.
"""
import difflib
import json
import re
import sys

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def documents(text):
    return [part for part in re.split(r"(?m)^---\r?$\n?", text)]


def objects(parts):
    read = [yaml.load(part, Loader=LOADER) for part in parts]
    return {f"{item['kind']}/{item['metadata']['name']}": item for item in read if item}


def named(items):
    return isinstance(items, list) and items and all(isinstance(item, dict) and "name" in item for item in items)


def differences(path, before, after):
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from members(path + ".", "", before, after)
    elif named(before) and named(after):
        names = [item["name"] for item in after]
        previous = {name: names[index - 1] if index else "start" for index, name in enumerate(names)}
        if [name for name in names if name in (i["name"] for i in before)] != [i["name"] for i in before if i["name"] in names]:
            yield f"{path} reordered"
        for change in members(path + "[", "]", {i["name"]: i for i in before}, {i["name"]: i for i in after}):
            added = re.fullmatch(re.escape(path) + r"\[([^]]+)\] = (.*)", change)
            yield f"{path}[{added[1]}] after {previous[added[1]]} = {added[2]}" if added else change
    elif isinstance(before, str) and isinstance(after, str) and "\n" in before:
        for line in difflib.ndiff(before.split("\n"), after.split("\n")):
            if line[0] in "+-":
                yield f"{path} {line[0]} {line[2:].strip()}"
    else:
        yield f"{path} = {json.dumps(after)}"


def members(start, end, before, after):
    for key in list(before) + [key for key in after if key not in before]:
        if key not in after:
            yield f"{start}{key}{end} removed"
        elif key not in before:
            yield f"{start}{key}{end} = {json.dumps(after[key])}"
        else:
            yield from differences(f"{start}{key}{end}", before[key], after[key])


def compare(before, after):
    old, new = documents(before), documents(after)
    same = set(old) & set(new)
    lines = list(difflib.ndiff(
        [line for part in old if part not in same for line in part.split("\n")],
        [line for part in new if part not in same for line in part.split("\n")]))
    return {
        "objects": list(differences_of(objects([p for p in old if p not in same]), objects([p for p in new if p not in same]))),
        "removed": [line[2:] for line in lines if line[0] == "-"],
        "added": [line[2:] for line in lines if line[0] == "+"],
    }


def differences_of(before, after):
    for key in list(before) + [key for key in after if key not in before]:
        if key not in after:
            yield f"{key} removed"
        elif key not in before:
            yield f"{key} added"
        else:
            yield from (f"{key} {change}" for change in differences("", before[key], after[key]))


json.dump([compare(before, after) for before, after in json.load(sys.stdin)], sys.stdout)
