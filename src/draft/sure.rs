//! A reading without what is only likely.

use crate::model::Id;
use crate::speech::{Reading, Tier};

/// Keeps the attributions that are sure, and of the sources those that they name or may mean. The account stays that of
/// the whole text.
pub(super) fn keep(reading: &mut Reading, ids: &mut Vec<Id>) {
    let mut places = Vec::with_capacity(reading.attributions.len());
    let mut count = 0;
    for attribution in &reading.attributions {
        let is_kept = attribution.tier == Tier::Sure;
        places.push(is_kept.then_some(count));
        count += usize::from(is_kept);
    }
    reading.attributions.retain(|attribution| attribution.tier == Tier::Sure);
    let place = |places: &[Option<usize>], at: usize| places.get(at).copied().flatten();
    let mut is_used = vec![false; reading.sources.len()];
    for attribution in &mut reading.attributions {
        attribution.relays = attribution.relays.and_then(|at| place(&places, at));
        if let Some(at) = attribution.voice {
            let candidates = reading.sources.get(at).map(|source| &source.candidates[..]).unwrap_or_default();
            for &at in [at].iter().chain(candidates) {
                if let Some(is_used) = is_used.get_mut(at) {
                    *is_used = true;
                }
            }
        }
    }
    let mut count = 0;
    let mut number = |is_used: bool| {
        count += usize::from(is_used);
        is_used.then(|| count - 1)
    };
    let places: Vec<_> = is_used.iter().map(|&is_used| number(is_used)).collect();
    for attribution in &mut reading.attributions {
        attribution.voice = attribution.voice.and_then(|at| place(&places, at));
    }
    let mut kept = is_used.iter();
    reading.sources.retain(|_| kept.next() == Some(&true));
    for source in &mut reading.sources {
        source.candidates = source.candidates.iter().filter_map(|&at| place(&places, at)).collect();
    }
    let mut kept = is_used.iter();
    ids.retain(|_| kept.next() == Some(&true));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Draft;
    use crate::draft::example::example;

    #[test]
    fn what_is_left_still_refers_to_the_same() {
        let mut reading = example();
        reading.attributions[0].tier = Tier::Likely;
        reading.sources[2].candidates = vec![0];
        let draft = Draft::of(reading, None, None).sure();
        assert_eq!(draft.ids.iter().map(Id::as_str).collect::<Vec<_>>(), ["ada-example", "daily-example", "engineer"]);
        let voices: Vec<_> = draft.reading.attributions.iter().map(|found| (found.voice, found.relays)).collect();
        assert_eq!(voices, [(Some(1), Some(1)), (Some(2), None)]);

        let mut reading = example();
        reading.attributions[2].tier = Tier::Likely;
        let draft = Draft::of(reading, None, None).sure();
        assert_eq!(draft.ids.iter().map(Id::as_str).collect::<Vec<_>>(), ["ada-example", "daily-example"]);
        let voices: Vec<_> = draft.reading.attributions.iter().map(|found| (found.voice, found.relays)).collect();
        assert_eq!(voices, [(Some(0), None), (Some(1), None)]);
    }
}
