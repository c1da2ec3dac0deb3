//! Text for the messages of SARIF, in which braces are places to fill in, and square brackets with round ones a link.
//! Quoting for JSON comes on top.

/// A sentence of which the values have passed [`terminal`](super::terminal): nothing in it is a link or a place to fill
/// in.
pub(crate) fn message(sentence: &str) -> String {
    // A link is an odd thing to find in an id, and there is no escape for it that all viewers know.
    sentence.replace("](", "]\\u{28}").replace('{', "{{").replace('}', "}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_a_link_or_a_place() {
        assert_eq!(message("`{0}` and `[x](1)`"), "`{{0}}` and `[x]\\u{{28}}1)`");
        assert_eq!(message("a [list] (of two)"), "a [list] (of two)");
    }
}
