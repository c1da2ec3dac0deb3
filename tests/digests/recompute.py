"""Works out digests as docs/digests.md says, and shares nothing with onrecord but that page.

    recompute.py CORPUS...

Writes a JSON list with an object for each corpus, which is a file or a folder: `records`, `grounds` and `fields`, by id, and `hashed`, by
digest: the text that was hashed.
"""

import hashlib
import json
import pathlib
import re
import sys

import yaml

PAGE = pathlib.Path(__file__).parents[2] / "docs" / "digests.md"


def fields_of(page):
    """The fields that enter a digest, by kind of record, from the table of the page."""
    rows = [line.strip("| ").split(" | ") for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return {row[0]: re.findall("`([a-z0-9_]+)`", row[1]) for row in rows if len(row) == 2}


FIELDS = fields_of(PAGE)


def canonical(value):
    """RFC 8785, for strings, lists and objects with keys in ASCII."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Hashed(dict):
    """Digests, with the texts that they are of."""

    def digest(self, value):
        text = canonical(value)
        written = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
        self[written] = text
        return written


def claim_files(path):
    """The claim files of a corpus: all in the folder but its configuration and what is hidden."""
    if path.is_file():
        return [path]
    inside = [file for file in path.rglob("*") if file.suffix in (".yaml", ".yml") and file.is_file()]
    is_hidden = lambda file: any(part.startswith(".") for part in file.relative_to(path).parts)
    return [file for file in inside if not is_hidden(file) and file != path / "onrecord.yaml"]


def read(path):
    """All records by id, each with its kind."""
    records = {}
    for file in claim_files(path):
        sections = yaml.load(file.read_bytes(), Loader=yaml.BaseLoader) or {}
        for section, entries in sections.items():
            for key, record in (entries or {}).items():
                records[key] = (section.removesuffix("s"), record)
    return records


def is_named(records, key):
    """Whether an id is that of a source with a name."""
    kind, record = records.get(key, ("", {}))
    return kind == "source" and record["identity"] == "named"


def entering(kind, record, records):
    """The fields that enter a record's digest."""
    names = FIELDS[kind]
    if kind == "source" and record["identity"] != "named":
        names = FIELDS["source, if it is not `identity: named`"]
    if kind == "claim" and not all(is_named(records, voice) for voice in record.get("attributed_to", [])):
        names = [name for name in names if name != "note"]
    if kind == "document" and "publisher" in record and not is_named(records, record["publisher"]):
        record = {**record, "confidential": "true"}
    if kind == "document" and record.get("confidential") == "true":
        names = FIELDS["document, if it is `confidential: true`"]
    is_given = lambda name: name in record and record[name] != [] and (name, record[name]) != ("confidential", "false")
    entering = {name: record[name] for name in names if is_given(name)}
    if "known_to" in entering:
        # Only that it is given.
        del entering["known_to"]
        if record["known_to"]:
            entering["known_to"] = "given"
    for name in ("sha256", "text_sha256", "digest"):
        if name in entering:
            entering[name] = entering[name].lower()
    return entering


def components(leads):
    """The component of each claim, as a set: who is reached from whom in both directions. Slow and plain."""
    def reached(start):
        seen, left = {start}, [start]
        while left:
            for other in leads[left.pop()] - seen:
                seen.add(other)
                left.append(other)
        return seen

    reach = {claim: reached(claim) for claim in leads}
    return {claim: frozenset(other for other in reach[claim] if claim in reach[other]) for claim in leads}


def grounds(records, record_digests, hashed):
    """The grounds digest of each claim. A component is worked out once all that it leads to is."""
    claims = {key: record for key, (kind, record) in records.items() if kind == "claim"}
    leads = {key: set(record.get("cites", [])) for key, record in claims.items()}
    for key, record in claims.items():
        for corroborated in set(record.get("corroborates", [])) - set(record.get("disputes", [])):
            leads[corroborated].add(key)
    component = components(leads)
    found = {}

    def outside(members):
        return {component[other] for key in members for other in leads[key]} - {members}

    def written(digests):
        return sorted(set(digests))

    def work_out(members):
        evidence = [item["document"] for key in members for item in claims[key].get("evidence", [])]
        voices = [voice for key in members for voice in claims[key].get("attributed_to", [])]
        return hashed.digest({
            "claims": written(record_digests[key] for key in members),
            "documents": written(record_digests[key] for key in evidence),
            "rests_on": written(found[other] for other in outside(members)),
            "sources": written(record_digests[key] for key in voices),
        })

    left = set(component.values())
    while left:
        ready = [members for members in left if outside(members) <= found.keys()]
        for members in ready:
            found[members] = work_out(members)
        left.difference_update(ready)
    return {key: found[component[key]] for key in claims}


def line(key, fields):
    """A record's line, with eight digits for each of its fields."""
    short = lambda value: hashlib.sha256(canonical(value).encode()).hexdigest()[:8]
    return " ".join([key] + [f"{name}={short(value)}" for name, value in sorted(fields.items())])


def recompute(path):
    records, hashed = read(path), Hashed()
    fields = {key: entering(kind, record, records) for key, (kind, record) in records.items()}
    digests = {key: hashed.digest({"id": key, "kind": records[key][0], "record": fields[key]}) for key in records}
    return {
        "records": digests,
        "grounds": grounds(records, digests, hashed),
        "fields": {key: line(key, fields[key]) for key in records},
        "hashed": hashed,
    }


if __name__ == "__main__":
    answers = [recompute(pathlib.Path(path)) for path in sys.argv[1:]]
    # In bytes: what standard output makes of text depends on the machine.
    sys.stdout.buffer.write(json.dumps(answers, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n")
