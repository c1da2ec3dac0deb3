/// How alike two words must be for the one to be offered for the other.
const ALIKE: f64 = 0.75;

/// The known word that is most like a misspelt one, if any is.
pub(crate) fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let likeness = |candidate: &str| strsim::jaro_winkler(word, candidate);
    let best = known.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) >= ALIKE).then_some(best)
}
