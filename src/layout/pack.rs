//! Components side by side and in rows, about as wide as the page.
//!
//! Each goes as high up as it can, against the skyline of those before it (the bottom-left rule of strip packing), the
//! highest first.

use super::components::Component;
use super::{Curve, Layout, Picture, Rect};

/// Between two components, and around the picture.
const GAP: i32 = 40;
const MARGIN: i32 = 16;

/// Puts the layouts of all components together.
pub(super) fn pack(picture: &Picture, components: &[Component], parts: &[Layout], width: i32) -> Layout {
    let widest = parts.iter().map(|part| part.width).max().unwrap_or(0);
    let room = (width - 2 * MARGIN).max(widest) + GAP;
    let mut turns: Vec<_> = components.iter().zip(parts).collect();
    turns.sort_by_key(|(component, part)| {
        let group = component.nodes.iter().map(|node| node.group).min();
        (component.nodes.len() < 2, -part.height, group)
    });
    let mut whole = Layout {
        boxes: vec![Rect::default(); picture.nodes.len()],
        curves: vec![Curve::default(); picture.edges.len()],
        ..Layout::default()
    };
    let mut skyline = Skyline { steps: vec![SkylineStep { x: 0, y: 0 }], width: room };
    for (component, part) in turns {
        let (x, y) = skyline.put(part.width + GAP, part.height + GAP);
        let (x, y) = (x + MARGIN, y + MARGIN);
        whole.width = whole.width.max(x + part.width + MARGIN);
        whole.height = whole.height.max(y + part.height + MARGIN);
        let mut part = part.clone();
        part.shift(x, y);
        component.node_numbers.iter().zip(part.boxes).for_each(|(&node, place)| whole.boxes[node] = place);
        component.edge_numbers.iter().zip(part.curves).for_each(|(&edge, curve)| whole.curves[edge] = curve);
    }
    whole
}

/// How far down each part of the width is taken.
struct Skyline {
    /// From left to right; each step reaches to the next one.
    steps: Vec<SkylineStep>,
    width: i32,
}

#[derive(Clone, Copy)]
struct SkylineStep {
    x: i32,
    y: i32,
}

impl Skyline {
    /// Takes the highest place, and of those the leftmost.
    fn put(&mut self, width: i32, height: i32) -> (i32, i32) {
        let depth = |from: usize| {
            let end = self.steps[from].x + width;
            let under = self.steps[from..].iter().take_while(|step| step.x < end).map(|step| step.y).max();
            (end <= self.width).then_some((under.unwrap_or(0), self.steps[from].x))
        };
        let lowest = || (self.steps.iter().map(|step| step.y).max().unwrap_or(0), 0);
        let (y, x) = (0..self.steps.len()).filter_map(depth).min().unwrap_or_else(lowest);
        let end = x + width;
        let after = self.steps.iter().rfind(|step| step.x <= end).map_or(0, |step| step.y);
        let mut steps: Vec<_> = self.steps.iter().copied().filter(|step| step.x < x).collect();
        steps.push(SkylineStep { x, y: y + height });
        if end < self.width {
            steps.push(SkylineStep { x: end, y: after });
        }
        steps.extend(self.steps.iter().filter(|step| step.x > end));
        self.steps = steps;
        (x, y)
    }
}
