//! What this module promises, checked on trees that the reader of YAML makes.

mod faults;
mod flaws;

use super::{NodeId, Tree};

/// The node at the end of a path of keys and, in lists, positions: `parts.1.note`. The whole document for an empty
/// path.
pub(crate) fn node_at(tree: &Tree<'_>, path: &str) -> NodeId {
    let root = tree.root().expect("the text holds something");
    path.split('.').filter(|step| !step.is_empty()).fold(root, |node, step| {
        let by_place = || tree.children(node).nth(step.parse().ok()?);
        tree.value(node, step).or_else(by_place).unwrap_or_else(|| panic!("no `{step}` of `{path}`"))
    })
}

/// What the file has for a node.
pub(crate) fn slice<'t>(text: &'t str, tree: &Tree<'_>, node: NodeId) -> &'t str {
    let (start, end) = tree.range(node);
    &text[start as usize..end as usize]
}

#[test]
fn a_tree_in_room_that_was_used_is_as_one_in_new_room() {
    let many = "a:\n".to_owned() + &"  - b: \"c\\n\"\n    b: d\n".repeat(50);
    let texts = ["", "a: b\n", &many, "- 1\n- [2, 3]\n"];
    let texts: Vec<&'static str> = texts.iter().map(|text| &*text.to_string().leak()).collect();
    let in_new_room = |text| std::thread::spawn(move || crate::yaml::parse(text)).join().unwrap();
    for text in texts.iter().rev() {
        // Each is dropped here, and the next one has its room.
        assert_eq!(crate::yaml::parse(text), in_new_room(text));
    }
    // Two at a time.
    let (one, other) = (crate::yaml::parse(texts[2]), crate::yaml::parse(texts[1]));
    assert_ne!(one, other);
    drop(one);
    assert_eq!(other, crate::yaml::parse("a: b\n"));
}
