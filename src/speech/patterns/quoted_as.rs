//! `NP quoted NP as saying …`: the words are those of the second, and the first passes them on.

use super::Found;
use crate::speech::quoting;
use crate::speech::scene::Scene;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for cue in &scene.cues {
        let Some(quoting) = quoting::find(scene, cue) else { continue };
        if let Some(said) = quoting::said(scene, cue, &quoting) {
            into.push(Found::one(Some(quoting.source), quoting.cue, said));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("quoted-as", "Reuters quoted [an official] {as saying} <the bank would be sold>.");
        check("quoted-as", "The Elm Herald quoted [Ada Moss] {as saying}: <“The bridge is safe.”>");
        check("quoted-as", "The agency cited [a police spokesman] {as saying} <that nobody was hurt>.");
        check("quoted-as", "[The minister] was quoted by Reuters {as saying} <that talks would resume>.");
        check("quoted-as", "[The minister] was quoted {as saying} <that talks would resume>.");
        check("quoted-as", "<“The bridge is safe,”> Reuters quoted [Ada Moss] {as saying} on Monday.");
        check("quoted-as", "<The bridge is safe>, the Elm Herald quoted [her] {as saying}.");
    }

    #[test]
    fn traps() {
        check_none("quoted-as", "Reuters quoted a price as high as ten dollars.");
        check_none("quoted-as", "Moss cited the report as evidence and left, saying nothing.");
    }
}
