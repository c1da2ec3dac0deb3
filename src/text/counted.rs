//! A number and what there is so many of, in words of ours.

/// A number of things, with the word for one of them: "1 entry", "2 entries".
pub fn counted(count: usize, one: &str) -> String {
    let ends_in_y = one.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    counted_as(count, one, &ends_in_y.map_or_else(|| format!("{one}s"), |stem| format!("{stem}ies")))
}

/// The same, of words whose plural is another one: "1 claim falls", "2 claims fall".
pub fn counted_as(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_several() {
        let words = [counted(1, "entry"), counted(2, "entry"), counted(0, "claim"), counted(3, "day")];
        assert_eq!(words, ["1 entry", "2 entries", "0 claims", "3 days"]);
        assert_eq!(counted_as(2, "claim falls", "claims fall"), "2 claims fall");
    }
}
