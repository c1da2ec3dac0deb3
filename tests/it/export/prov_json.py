"""Reads PROV-JSON with the package prov and prints its statements as JSON: [subject, predicate, object, whether that is an IRI]."""

import datetime
import json
import sys

import prov.model

PROV = "http://www.w3.org/ns/prov#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# What PROV-O calls the relations and attributes of PROV-DM.
PREDICATES = {
    "Attribution": f"{PROV}wasAttributedTo",
    "Derivation": f"{PROV}wasDerivedFrom",
    "Influence": f"{PROV}wasInfluencedBy",
    "Invalidation": f"{PROV}wasInvalidatedBy",
    f"{PROV}type": TYPE,
    f"{PROV}label": "http://www.w3.org/2000/01/rdf-schema#label",
}

with open(sys.argv[1], encoding="utf-8") as file:
    document = prov.model.ProvDocument.deserialize(content=file.read(), format="json")


def plain(value):
    if isinstance(value, prov.model.Identifier):
        return [value.uri, True]
    if isinstance(value, prov.model.Literal):
        return [value.value, False]
    if isinstance(value, datetime.datetime):
        return [value.isoformat(), False]
    return [str(value).lower() if isinstance(value, bool) else value, False]


statements = []
for record in document.get_records():
    kind = record.get_type()
    if record.is_element():
        subject = record.identifier.uri
        statements.append([subject, TYPE, kind.uri, True])
        for name, value in record.attributes:
            statements.append([subject, PREDICATES.get(name.uri, name.uri), *plain(value)])
    else:
        ends = [value for _, value in record.formal_attributes if value is not None]
        statements.append([ends[0].uri, PREDICATES[kind.localpart], *plain(ends[1])])
        for time in ends[2:]:
            statements.append([ends[0].uri, f"{PROV}invalidatedAtTime", *plain(time)])

again = prov.model.ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
print(json.dumps({"statements": statements, "survives": again == document}))
