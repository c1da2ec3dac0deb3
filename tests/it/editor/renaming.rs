//! Another id without reading again: held to a rename that reads all files again.

use onrecord::Workspace;
use onrecord::editor::{self, NotRenamed, rename, renaming, renaming_in};
use onrecord::model::{Id, Review};
use onrecord::text::Text;
use onrecord::workspace::Snapshot;

use crate::digests::random_records::Records;
use crate::random::Rng;

/// The reviews whose digest is that of their claim's grounds.
fn holding(snapshot: &Snapshot) -> Vec<&Review> {
    let holds = |review: &&Review| {
        let claim = snapshot.corpus().find(review.claim.to.untrusted()).and_then(onrecord::model::Record::claim);
        claim.zip(review.digest).is_some_and(|(claim, digest)| digest == *snapshot.digests().grounds(claim).bytes())
    };
    snapshot.corpus().reviews.iter().filter(holds).collect()
}

/// Gives each review of random records the digest that its claim has.
fn with_digests(files: &[(String, String)]) -> Vec<(String, String)> {
    let snapshot = Workspace::of_texts(files.to_vec()).snapshot();
    let mut reviews = String::from("reviews:\n");
    for (at, claim) in snapshot.corpus().claims.entries() {
        let digest = snapshot.digests().grounds(at);
        let id = claim.id.as_str();
        reviews +=
            &format!("  z-{id}: {{claim: {id:?}, verdict: mixed, reviewer: desk, date: 2024, digest: \"{digest}\"}}\n");
    }
    let mut files = files.to_vec();
    if !snapshot.corpus().claims.is_empty() {
        files.push(("z.yaml".to_owned(), reviews));
    }
    files
}

#[test]
fn edits_and_stale_reviews_are_those_of_a_rename_that_reads_again() {
    let (mut renamed, mut stale_ones) = (0, 0);
    for (seed, nth) in (0..300).zip(0_usize..) {
        let rng = &mut Rng::new(seed);
        let mut records = Records::new(rng);
        records.0.remove("reviews");
        let files = with_digests(&records.shuffled(rng));
        let mut workspace = Workspace::of_texts(files.clone());
        let before = workspace.snapshot();
        let ids: Vec<_> = before.corpus().records().map(|record| before.corpus().id(record).to_owned()).collect();
        let Some(old) = ids.get(nth % ids.len().max(1)) else { continue };
        let (old, new): (Text, Id) = (old.as_str().into(), "brand-new".parse().unwrap());
        let fast = renaming(&before, &old, &new);
        let slow = rename(&mut workspace, &old, &new);
        let (Ok(fast), Ok(slow)) = (fast, slow) else { continue };
        assert_eq!(fast.stale, slow.stale);
        assert_eq!(fast.edits.len(), slow.files.iter().map(|file| file.places).sum::<usize>());
        let after = workspace.snapshot();
        let hold: Vec<_> = holding(&after).iter().map(|review| review.id.as_str().to_owned()).collect();
        let name = |id: &str| if Text::from(id) == old { "brand-new".to_owned() } else { id.to_owned() };
        let gone: Vec<_> = holding(&before)
            .iter()
            .map(|review| review.id.as_str())
            .filter(|id| !hold.contains(&name(id)))
            .map(Text::from)
            .collect();
        assert_eq!(fast.stale, gone, "seed {seed}: {files:?}");
        renamed += 1;
        stale_ones += gone.len();
    }
    assert!(renamed > 100 && stale_ones > 100, "{renamed} {stale_ones}");
}

#[test]
fn set_texts_the_configuration_and_drafts_are_renamed_too() {
    let mut workspace = Workspace::of_texts([
        ("c.yaml", "sources:\n  s: {identity: named, name: S}\n"),
        ("onrecord.yaml", "waivers: [{rule: unused-source, id: 's', reason: x, until: 2030}]\n"),
    ]);
    workspace.set("d.yaml", "claims:\n  a: {statement: x, attributed_to: [\"s\", s]}\n");
    let snapshot = workspace.snapshot();
    let new: Id = "no".parse().unwrap();
    let found = renaming(&snapshot, &"s".into(), &new).unwrap();
    let texts: Vec<_> = found.edits.iter().map(|edit| edit.text.untrusted()).collect();
    assert_eq!(texts, ["\"no\"", "\"no\"", "\"no\"", "'no'"]);
    let draft = Text::from("claims:\n  b:\n    attributed_to: [s]\n");
    let edits = renaming_in(&draft, &"s".into(), &"t".parse().unwrap());
    let spans: Vec<_> = edits.iter().map(|edit| (edit.span.start, edit.span.end, edit.text.untrusted())).collect();
    assert_eq!(spans, [(33, 34, "t")]);
    let taken = renaming(&snapshot, &"s".into(), &"a".parse().unwrap());
    assert_eq!(taken.err(), Some(NotRenamed::Taken));
    assert_eq!(renaming(&snapshot, &"x".into(), &new).err(), Some(NotRenamed::NoRecord));
    let file = snapshot.files().id("c.yaml").unwrap();
    assert_eq!(editor::prepare_rename(&snapshot, file, 12).map(|of| (of.place.start, of.place.end)), Ok((11, 12)));
    assert_eq!(editor::prepare_rename(&snapshot, file, 2), Err(NotRenamed::NoRecord));
}
