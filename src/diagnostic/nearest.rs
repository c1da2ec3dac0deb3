//! Which known word a misspelt one stands for.

/// How alike two words must be for the one to be offered for the other.
const ALIKE: f64 = 0.75;
/// In a word of fewer letters, a letter too many or too few makes another word.
const MIN_SLIP: usize = 4;

/// The known word that is most like a misspelt one, if any is.
pub(crate) fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let likeness = |candidate: &str| strsim::jaro_winkler(word, candidate);
    let best = known.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) >= ALIKE).then_some(best)
}

/// Whether two words differ only in capitals and in what joins their parts, as `Hakan_Fidan` and `hakan-fidan` do.
pub(crate) fn is_same_word(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// Whether a word is surely a known one with a slip of the hand: the same word, or one with a letter missing, one too many or two
/// that changed places. Another letter in the place of one is no slip: it may make another word, as in `disputed` and `disputes`.
/// Nor is a digit.
pub(crate) fn is_slip(wrong: &str, known: &str) -> bool {
    if is_same_word(wrong, known) {
        return true;
    }
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_one_apart = strsim::osa_distance(wrong, known) == 1;
    let is_replaced = wrong.chars().count() == known.chars().count() && strsim::levenshtein(wrong, known) == 1;
    known.chars().count() >= MIN_SLIP && is_one_apart && !is_replaced && digits(wrong) == digits(known)
}

fn letters(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().filter(|character| !matches!(character, '-' | '_' | ' ')).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_a_letter_missing_too_many_or_swapped() {
        for (wrong, known) in [
            ("statemnt", "statement"),
            ("statementt", "statement"),
            ("retratced", "retracted"),
            ("cite", "cites"),
            ("attributed-to", "attributed_to"),
            ("Attributed To", "attributed_to"),
            ("Off", "off"),
        ] {
            assert!(is_slip(wrong, known), "{wrong} {known}");
        }
        for (wrong, known) in [
            ("disputed", "disputes"),
            ("statment2", "statement"),
            ("official-2", "official"),
            ("stetemnt", "statement"),
            ("of", "off"),
            ("tag", "url"),
        ] {
            assert!(!is_slip(wrong, known), "{wrong} {known}");
        }
        assert!(is_slip("tag", "tags") && !is_slip("ole", "role2"));
    }

    #[test]
    fn the_same_word_has_the_same_letters() {
        assert!(is_same_word("Hakan_Fidan", "hakan-fidan") && is_same_word("US official", "us-official"));
        assert!(!is_same_word("uk-official", "us-official") && !is_same_word("us-official-1", "us-official"));
    }
}
