//! Words that negate or deny what is said, in the languages that are quoted most.

use hashbrown::HashSet;

use super::token::{Token, mark, slice};

/// In small letters. A word that negates in one language and means little in another is better counted than missed.
const NEGATIONS: &str = "\
    not no never none nobody nothing neither nor nowhere cannot without hardly scarcely barely rarely seldom unable \
    unlikely impossible deny denies denied denying denial refuse refuses refused refusing refusal decline declines \
    declined declining reject rejects rejected rejecting dispute disputes disputed disputing dementiert dementierte \
    bestreitet bestritt bestritten weigert weigerte verneint démenti dément nie nié niait refuse refusé niega negó \
    negado desmintió rechazó nega negou negato smentito smentisce ontkent ontkende weigerde отрицает отрицал отрицала \
    отверг отказался отказалась опроверг заперечив відкинув nicht kein \
    keine keinen keinem keiner keines nie niemals niemand nirgends weder ohne pas jamais aucun aucune rien personne \
    ni sans nul nulle nunca jamás nadie ningún ninguno ninguna tampoco sin nada não nem nenhum nenhuma ninguém sem \
    non mai nessuno nessuna niente né senza niet geen nooit zonder inte ej aldrig ingen inget utan ikke ikkje aldri \
    uten uden nigdy nikt żaden bez soha nincs ei eivät emme koskaan ne není nikdy nikdo не ни никогда никто нет без \
    ніколи ніхто немає değil yok hayır asla لا ليس ليست لم لن بدون غير نه هیچ לא אין אל אף בלי 不 没 沒 無 无 未 非 नहीं न \
    मत δεν μην ποτέ κανένας χωρίς không chẳng tidak bukan jangan tanpa";

/// Words that negate what a `to` behind them leads to.
const FAILS: [&str; 4] = ["fail", "fails", "failed", "failing"];

/// Where a text has a word that negates, in order. The `n’t` of `didn’t` is one. Linear.
pub(super) fn negations(text: &str, tokens: &[Token]) -> Vec<u32> {
    let known: HashSet<&str> = NEGATIONS.split(' ').collect();
    let word = |at: usize| slice(text, &tokens[at..=at]);
    let fails = |small: &str, at: usize| {
        FAILS.contains(&small) && at + 1 < tokens.len() && word(at + 1).eq_ignore_ascii_case("to")
    };
    let is_shortened = |at: usize| {
        at > 1
            && word(at).eq_ignore_ascii_case("t")
            && tokens[at - 1].form == mark::QUOTATION
            && !tokens[at].is_after_blank()
            && word(at - 2).ends_with(['n', 'N'])
    };
    let negates = |&at: &usize| {
        let small = if tokens[at].is_word() { word(at).to_lowercase() } else { return false };
        known.contains(&*small) || fails(&small, at) || is_shortened(at)
    };
    (0..tokens.len()).filter(negates).map(super::token::short).collect()
}

#[cfg(test)]
mod tests {
    use crate::quotes::index::Index;

    #[test]
    fn negations_are_found_in_any_case_and_shortened() {
        for (text, expected) in [
            ("They did not. NEVER! They didn’t, cannot, can't; the ant won 5' t.", 5),
            ("Nous n’avons jamais dit", 1),
            ("Das ist keine Antwort", 1),
            ("Он не придёт", 1),
            ("这不是真的", 1),
            ("She denied it, refused to say, failed to pay, and no longer rejects it without reason.", 6),
            ("Neither declined; they hardly ever do.", 3),
            ("a note, another notion, a failed bank, tofu", 0),
        ] {
            let index = Index::new(text);
            let found = (0..index.tokens.all.len()).filter(|&at| index.negates(&(at..at + 1))).count();
            assert_eq!(found, expected, "{text}");
        }
    }
}
