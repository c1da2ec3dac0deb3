"""Reads an export with the library that others would use, and prints the nodes and links it understood as JSON."""

import csv
import json
import sys
import xml.etree.ElementTree as ElementTree

import networkx


def of_graph(graph):
    keep = lambda fields: {key: value for key, value in fields.items() if key != "id"}
    nodes = {node: keep(fields) for node, fields in graph.nodes(data=True)}
    links = [[start, end, keep(fields)] for start, end, fields in graph.edges(data=True)]
    assert graph.is_directed()
    return {"nodes": nodes, "links": links}


def graphml(path):
    return of_graph(networkx.read_graphml(path, force_multigraph=True))


def gexf(path):
    graph = of_graph(networkx.read_gexf(path, version="1.3"))
    for link in graph["links"]:
        # GEXF has an attribute of its own for the kind, which networkx does not read; the label says it, too.
        link[2]["kind"] = link[2].pop("label")
    return graph


def node_link(path):
    with open(path, encoding="utf-8") as file:
        return of_graph(networkx.node_link_graph(json.load(file), edges="links"))


def tables(path):
    def read(name):
        with open(f"{path}/{name}", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    nodes, links = {}, []
    for line in read("nodes.csv"):
        assert line.pop(":ID") == line["Id"] and line.pop(":LABEL") == line["kind"], line
        line["label"] = line.pop("Label")
        nodes[line.pop("Id")] = line
    for line in read("edges.csv"):
        assert line.pop("Type") == "Directed" and line.pop("Id").startswith("e"), line
        start, end, kind = line.pop("Source"), line.pop("Target"), line["kind"]
        assert (line.pop(":START_ID"), line.pop(":END_ID"), line.pop(":TYPE")) == (start, end, kind), line
        links.append([start, end, line])
    return {"nodes": nodes, "links": links}


def svg(path):
    """What Graphviz drew: the lines of each label."""
    space, link = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
    nodes, links = {}, []
    for group in ElementTree.parse(path).iter(f"{space}g"):
        lines = [text.text or "" for text in group.iter(f"{space}text")]
        title = group.findtext(f"{space}title")
        if group.get("class") == "node":
            nodes[title] = {"lines": lines, "url": [anchor.get(link) for anchor in group.iter(f"{space}a")]}
        elif group.get("class") == "edge":
            links.append([*title.split("->"), *lines])
    return {"nodes": nodes, "links": links}


READERS = {"graphml": graphml, "gexf": gexf, "json": node_link, "csv": tables, "svg": svg}
print(json.dumps(READERS[sys.argv[1]](sys.argv[2])))
