//! The parts of a picture that no edge joins.

use super::{Edge, Node, Picture};

/// Nodes that edges join, with numbers of their own from 0.
#[derive(Debug, Default)]
pub(super) struct Component {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    /// The number in the picture of each node.
    pub(super) node_numbers: Vec<usize>,
    /// The number in the picture of each edge.
    pub(super) edge_numbers: Vec<usize>,
}

/// The components of a picture, in order of their first nodes. Edges that join nothing are in none.
pub(super) fn components(picture: &Picture) -> Vec<Component> {
    let count = picture.nodes.len();
    let joins = |edge: &&Edge| edge.from < count && edge.to < count && edge.from != edge.to;
    let mut neighbours = vec![Vec::new(); count];
    for edge in picture.edges.iter().filter(joins) {
        neighbours[edge.from].push(edge.to);
        neighbours[edge.to].push(edge.from);
    }
    let mut components: Vec<Component> = Vec::new();
    let mut found: Vec<Option<usize>> = vec![None; count];
    for first in 0..count {
        if found[first].is_some() {
            continue;
        }
        let mut members = vec![first];
        found[first] = Some(components.len());
        let mut next = 0;
        while let Some(&node) = members.get(next) {
            next += 1;
            for &neighbour in &neighbours[node] {
                if found[neighbour].is_none() {
                    found[neighbour] = Some(components.len());
                    members.push(neighbour);
                }
            }
        }
        members.sort_unstable();
        let nodes = members.iter().map(|&node| picture.nodes[node]).collect();
        components.push(Component { nodes, node_numbers: members, ..Component::default() });
    }
    let mut own = vec![0; count];
    for component in &components {
        component.node_numbers.iter().enumerate().for_each(|(nth, &node)| own[node] = nth);
    }
    for (number, edge) in picture.edges.iter().enumerate().filter(|(_, edge)| joins(edge)) {
        if let Some(component) = found[edge.from].and_then(|component| components.get_mut(component)) {
            component.edges.push(Edge { from: own[edge.from], to: own[edge.to], kind: edge.kind });
            component.edge_numbers.push(number);
        }
    }
    components
}
