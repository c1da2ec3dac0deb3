//! Words that negate what is said, in the languages that are quoted most.

use hashbrown::HashSet;

use super::token::{Token, mark, slice};

/// In small letters. A word that negates in one language and means little in another is better counted than missed.
const NEGATIONS: &str = "\
    not no never none nobody nothing neither nor nowhere cannot without hardly scarcely barely unable nicht kein \
    keine keinen keinem keiner keines nie niemals niemand nirgends weder ohne pas jamais aucun aucune rien personne \
    ni sans nul nulle nunca jamás nadie ningún ninguno ninguna tampoco sin nada não nem nenhum nenhuma ninguém sem \
    non mai nessuno nessuna niente né senza niet geen nooit zonder inte ej aldrig ingen inget utan ikke ikkje aldri \
    uten uden nigdy nikt żaden bez soha nincs ei eivät emme koskaan ne není nikdy nikdo не ни никогда никто нет без \
    ніколи ніхто немає değil yok hayır asla لا ليس ليست لم لن بدون غير نه هیچ לא אין אל אף בלי 不 没 沒 無 无 未 非 नहीं न \
    मत δεν μην ποτέ κανένας χωρίς không chẳng tidak bukan jangan tanpa";

/// Where a text has a word that negates, in order. The `n’t` of `didn’t` is one. Linear.
pub(super) fn negations(text: &str, tokens: &[Token]) -> Vec<u32> {
    let known: HashSet<&str> = NEGATIONS.split(' ').collect();
    let word = |at: usize| slice(text, &tokens[at..=at]);
    let is_shortened = |at: usize| {
        at > 1
            && word(at).eq_ignore_ascii_case("t")
            && tokens[at - 1].form == mark::QUOTATION
            && !tokens[at].is_after_blank()
            && word(at - 2).ends_with(['n', 'N'])
    };
    let negates =
        |at: &usize| tokens[*at].is_word() && (known.contains(&*word(*at).to_lowercase()) || is_shortened(*at));
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
            ("a note, another notion", 0),
        ] {
            let index = Index::new(text);
            let found = (0..index.tokens.all.len()).filter(|&at| index.negates(&(at..at + 1))).count();
            assert_eq!(found, expected, "{text}");
        }
    }
}
