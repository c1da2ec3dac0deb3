//! Words that are written in two ways: `did not` and `didn’t`, `the US` and `the U.S.`

/// What an apostrophe replaces, by the letters behind it, and what else is counted as the same.
const SHORTENED: [(&str, &str); 6] =
    [("re", "are"), ("ve", "have"), ("ll", "will"), ("m", "am"), ("s", "is"), ("d", "would")];
/// What is written as short as another word.
const ALIKE: [(&str, &str); 2] = [("has", "is"), ("had", "would")];
/// Verbs that lose letters before `n’t`.
const BEFORE_NOT: [(&str, &str); 3] = [("can", "can"), ("won", "will"), ("shan", "shall")];

/// Whether two runs of words and marks, in small letters, are the same except for how they are written.
pub(super) fn is_same<'t>(one: impl Iterator<Item = &'t str>, other: impl Iterator<Item = &'t str>) -> bool {
    let (one, other) = (spelt_out(&one.collect::<Vec<_>>()), spelt_out(&other.collect::<Vec<_>>()));
    !one.is_empty() && one == other
}

/// The words, each as it is written in full, in small letters.
fn spelt_out(tokens: &[&str]) -> Vec<String> {
    let small: Vec<String> = tokens.iter().map(|token| token.to_lowercase()).collect();
    let is_apostrophe = |at: usize| matches!(small.get(at).map(String::as_str), Some("'" | "’" | "ʼ"));
    let mut words: Vec<String> = Vec::new();
    let mut was_letter = false;
    let mut at = 0;
    while at < small.len() {
        let word = &*small[at];
        at += 1;
        if is_apostrophe(at) && small.get(at + 1).is_some_and(|t| t == "t") && word.ends_with('n') {
            let known = BEFORE_NOT.iter().find(|(short, _)| *short == word).map(|(_, verb)| *verb);
            words.extend([known.unwrap_or(&word[..word.len() - 1]).to_owned(), "not".to_owned()]);
            (at, was_letter) = (at + 2, false);
        } else if is_apostrophe(at - 1)
            && let Some((_, full)) = small.get(at).and_then(|next| SHORTENED.iter().find(|(short, _)| short == next))
        {
            words.push((*full).to_owned());
            (at, was_letter) = (at + 1, false);
        } else if word == "." && was_letter {
            // Of `U.S.`, the next letter belongs to the same word.
        } else if word == "cannot" {
            words.extend(["can".to_owned(), "not".to_owned()]);
            was_letter = false;
        } else {
            let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
            let is_behind_stop = at > 1 && small[at - 2] == ".";
            let known = ALIKE.iter().find(|(other, _)| *other == word).map_or(word, |(_, usual)| usual);
            match words.last_mut().filter(|_| is_letter && was_letter && is_behind_stop) {
                Some(last) => last.push_str(word),
                None => words.push(known.to_owned()),
            }
            was_letter = is_letter;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        is_same(one.split(' '), other.split(' '))
    }

    #[test]
    fn words_are_the_same_however_they_are_written() {
        for (one, other) in [
            ("did not", "didn ’ t"),
            ("can not", "can ' t"),
            ("cannot", "can ' t"),
            ("will not", "won ' t"),
            ("Is", "' s"),
            ("has", "' s"),
            ("They are", "they ’ re"),
            ("had", "' d"),
            ("US", "U . S ."),
            ("E U", "E U"),
            ("the EU is", "the E . U . ’ s"),
        ] {
            assert!(same(one, other) && same(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("did", "didn ’ t"),
            ("not", "n"),
            ("US", "U . K ."),
            ("US", "U S"),
            ("is", "are"),
            ("is", "' t"),
            ("a b", "a . b c"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }
}
