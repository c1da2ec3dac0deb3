//! The known word that was meant by a misspelt one: one measure of likeness for ids, fields, rules and verdicts.

/// Longer words are not compared: what that costs grows with the square of their length.
const MAX_LENGTH: usize = 128;
/// So many words are all compared with a misspelt one.
const FEW: usize = 64;
/// Of more, so many on either side of the place of the misspelt one in alphabetical order.
const NEIGHBOURS: usize = 8;
/// In a word of fewer letters, a letter too many or too few makes another word.
const MIN_SLIP: usize = 4;

/// How many slips lie between a misspelt word and a known one: letters too many, too few, wrong, or swapped. `None` if
/// there are too many for the one to be meant by the other: more than one in three letters, or all of them.
pub(crate) fn distance(misspelt: &str, known: &str) -> Option<usize> {
    if misspelt.len() > MAX_LENGTH || known.len() > MAX_LENGTH {
        return None;
    }
    let lengths = [misspelt, known].map(|word| word.chars().count());
    let longer = lengths[0].max(lengths[1]);
    let most = (longer / 3).max(1);
    // So many letters are too many or too few.
    if lengths[0].abs_diff(lengths[1]) > most {
        return None;
    }
    let distance = strsim::osa_distance(misspelt, known);
    (distance <= most && distance < longer).then_some(distance)
}

/// The known word that is most like a misspelt one, if any is; of several, the first in alphabetical order.
pub(crate) fn nearest<'w>(misspelt: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let misspelt = lower(misspelt)?;
    let alike = known.into_iter().filter_map(|word| Some((distance(&misspelt, word)?, word)));
    alike.min().map(|(_, word)| word)
}

/// Whether two words differ only in capitals and in what joins their parts, as `Hakan_Fidan` and `hakan-fidan` do.
pub(crate) fn is_same_word(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// Whether a word is surely a known one with a slip of the hand: the same word, or one with a letter missing, one too
/// many or two that changed places. Another letter in the place of one is no slip: it may make another word, as in
/// `disputed` and `disputes`. Nor is a digit.
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

/// Words in an order in which those that are like another are found without looking at all of them.
#[derive(Debug)]
pub(crate) struct SimilarWords<'w> {
    sorted: Vec<&'w str>,
    /// Each with its letters from the last to the first, in order of those: a slip at the beginning of a word does not
    /// change its end.
    backwards: Vec<(String, &'w str)>,
}

impl<'w> SimilarWords<'w> {
    pub(crate) fn new(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut sorted: Vec<_> = words.into_iter().collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut backwards: Vec<_> = sorted.iter().map(|word| (reversed(word), *word)).collect();
        backwards.sort_unstable();
        Self { sorted, backwards }
    }

    /// Whether it is one of them.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.sorted.binary_search(&word).is_ok()
    }

    /// The one that is most like a misspelt word, if any is. Of many words it looks only at those that begin or end
    /// like it.
    pub(crate) fn nearest(&self, misspelt: &str) -> Option<&'w str> {
        if self.sorted.len() <= FEW {
            return nearest(misspelt, self.sorted.iter().copied());
        }
        let lower = lower(misspelt)?;
        let backwards = reversed(&lower);
        let begin = self.sorted.partition_point(|word| *word < &*lower);
        let end = self.backwards.partition_point(|(word, _)| *word < backwards);
        let around = |at: usize| at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS).min(self.sorted.len());
        let words = self.sorted[around(begin)].iter().copied();
        nearest(misspelt, words.chain(self.backwards[around(end)].iter().map(|&(_, word)| word)))
    }
}

/// Capital letters are no slips. Nothing if the word is too long to be compared.
fn lower(word: &str) -> Option<String> {
    (word.len() <= MAX_LENGTH).then(|| word.to_lowercase())
}

fn reversed(word: &str) -> String {
    word.chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_in_three_may_be_wrong_and_never_all() {
        for (misspelt, known, expected) in [
            ("statment", "statement", Some(1)),
            ("sttaement", "statement", Some(1)),
            ("attributed", "attributed_to", Some(3)),
            ("supp", "supported", None),
            ("abcxxx", "abcxyz", Some(2)),
            ("abcxxx", "abcdyz", None),
            ("zz", "za", Some(1)),
            ("zz", "a", None),
            ("z", "a", None),
            ("", "a", None),
        ] {
            assert_eq!(distance(misspelt, known), expected, "{misspelt} {known}");
        }
    }

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

    #[test]
    fn the_limit_is_a_limit() {
        let long = "x".repeat(MAX_LENGTH);
        assert_eq!(distance(&long, &long), Some(0));
        assert_eq!(distance(&(long.clone() + "x"), &long), None);
    }

    /// A word with one slip anywhere is found among many that are all alike.
    #[test]
    fn among_many_words_the_one_that_was_meant() {
        let words: Vec<String> =
            (0..20_000).map(|nth| format!("verdict-{}-of-desk-{}", nth * 7919 % 20_000, nth % 13)).collect();
        let index = SimilarWords::new(words.iter().map(String::as_str));
        for word in words.iter().step_by(701) {
            assert!(index.contains(word) && !index.contains(&word[1..]));
            for misspelt in
                [word[1..].to_owned(), word.to_uppercase(), format!("{word}x"), word.replace("verdict", "vredict")]
            {
                assert_eq!(index.nearest(&misspelt), Some(&**word), "{misspelt}");
            }
        }
        assert_eq!(index.nearest("nothing like it at all"), None);
    }
}
