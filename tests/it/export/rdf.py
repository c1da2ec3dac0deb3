"""Reads linked data with rdflib and prints its statements as JSON: [subject, predicate, object, datatype, graph]."""

import json
import sys

import rdflib

rdflib.NORMALIZE_LITERALS = False


def statement(subject, predicate, value, graph):
    assert not any(isinstance(term, rdflib.BNode) for term in (subject, predicate, value))
    datatype = str(value.datatype or rdflib.XSD.string) if isinstance(value, rdflib.Literal) else None
    is_default = graph is None or graph == rdflib.graph.DATASET_DEFAULT_GRAPH_ID
    return [str(subject), str(predicate), str(value), datatype, None if is_default else str(graph)]


dataset = rdflib.Dataset()
dataset.parse(sys.argv[2], format=sys.argv[1])
print(json.dumps(sorted((statement(*quad) for quad in dataset.quads()), key=str)))
