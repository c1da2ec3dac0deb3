//! What the headings of columns mean in the languages that desks use: English, German, French and Spanish.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::columns::Column;
use crate::format::Named;
use crate::import::names;

/// What each kind of column may be called.
const HEADINGS: &str = include_str!("headings.txt");

/// What a heading means: the column that is called so, or whose longest name is in it as whole words.
pub(super) fn meaning(heading: &str) -> Option<Column> {
    let heading = plain(heading);
    if heading.is_empty() {
        return None;
    }
    if let Some((column, _)) = names().find(|(_, name)| name.trim_start_matches('=') == heading) {
        return Some(column);
    }
    let is_in = |name: &str| format!(" {heading} ").contains(&format!(" {name} "));
    names().filter(|(_, name)| is_in(name)).max_by_key(|(_, name)| name.len()).map(|(column, _)| column)
}

/// What a column is that says yes or no to its heading, if that asks whether the source is named.
pub(super) fn question(heading: &str) -> Column {
    let heading = plain(heading);
    let has = |begins: &[&str]| heading.split(' ').any(|word| begins.iter().any(|begin| word.starts_with(begin)));
    let is_one_of = |words: &[&str]| heading.split(' ').any(|word| words.contains(&word));
    let is_named =
        is_one_of(&["name", "record"]) || has(&["named", "attributa", "benannt", "genannt", "nomm", "nombr"]);
    let is_not = is_one_of(&["not", "nicht", "off", "unnamed", "ungenannt", "withheld"]);
    if has(&["anon", "confiden", "vertraulich"]) || is_not || names::keeps_back(&heading) {
        Column::SourceAnonymous
    } else if is_named {
        Column::SourceNamed
    } else {
        Column::Ignore
    }
}

/// What a heading may have that says that readers are not to see the column: whole words.
const KEPT_BACK: [&str; 31] = [
    "do not publish",
    "don t publish",
    "not for publication",
    "not to be published",
    "do not print",
    "internal",
    "internal only",
    "intern",
    "private",
    "privat",
    "secret",
    "geheim",
    "confidential",
    "vertraulich",
    "confidentiel",
    "confidentielle",
    "confidencial",
    "off the record",
    "real name",
    "true name",
    "actual name",
    "legal name",
    "klarname",
    "echter name",
    "richtiger name",
    "vrai nom",
    "nombre real",
    "nicht veroffentlichen",
    "ne pas publier",
    "no publicar",
    "interne",
];

/// Whether a heading says that readers are not to see what is in the column.
pub(super) fn is_kept_back(heading: &str) -> bool {
    let heading = plain(heading);
    KEPT_BACK.iter().any(|words| format!(" {heading} ").contains(&format!(" {words} ")))
}

/// Words for where somebody is from, of which some are short: `BG` is a country.
const PLACES: [&str; 12] = [
    "country",
    "countries",
    "nation",
    "nationality",
    "state",
    "region",
    "iso",
    "land",
    "staat",
    "pays",
    "pais",
    "location",
];

/// Whether a column says where somebody is from.
pub(super) fn is_of_place(heading: &str) -> bool {
    plain(heading).split(' ').any(|word| PLACES.contains(&word))
}

/// Each name, with what it means. One that begins with `=` counts only alone.
fn names() -> impl Iterator<Item = (Column, &'static str)> {
    let lines = HEADINGS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
    lines.flat_map(|(column, names)| {
        let names = names.split(',').map(str::trim);
        Column::named(column).into_iter().flat_map(move |column| names.clone().map(move |name| (column, name)))
    })
}

/// A heading in small letters, without accents and with single blanks between its words.
fn plain(heading: &str) -> String {
    let letters = heading.nfkd().filter(|&letter| !is_combining_mark(letter)).flat_map(char::to_lowercase);
    let words: String = letters.map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_four_languages() {
        for (column, headings) in [
            (Column::Statement, &["Claim", "CLAIM TEXT", "Behauptung", "Aussage:", "Déclaration", "Afirmación"][..]),
            (Column::Source, &["Source", "Who said it?", "Quelle", "Locuteur", "Fuente", "Claimed by"]),
            (Column::Date, &["Date", "Datum", "Fecha", "Date of claim"]),
            (Column::Url, &["URL", "Source URL", "Link", "Lien", "Enlace", "Link zur Quelle"]),
            (Column::Title, &["Headline", "Titel", "Überschrift", "Titre", "Titular"]),
            (Column::Publisher, &["Outlet", "Zeitung", "Éditeur", "Medio"]),
            (
                Column::Published,
                &["Date published", "Veröffentlicht am", "Date de publication", "Fecha de publicación"],
            ),
            (Column::Quote, &["Exact quote", "Zitat", "Citation", "Cita textual"]),
            (Column::Locator, &["Page", "Seite", "Página", "Time code"]),
            (Column::Reviewer, &["Checked by", "Geprüft von", "Vérifié par", "Verificado por"]),
            (Column::Reviewed, &["Date checked", "Geprüft am", "Vérifié le", "Verificado el"]),
            (Column::Checked, &["Checked?", "Geprüft", "Vérifié", "Verificado"]),
            (Column::Verdict, &["Rating", "Bewertung", "Évaluation", "Veredicto"]),
            (Column::Note, &["Notes", "Anmerkungen", "Remarques", "Comentarios"]),
            (Column::ArchivedUrl, &["Archive link", "Archivlink", "Enlace archivado"]),
        ] {
            for heading in headings {
                assert_eq!(meaning(heading), Some(column), "{heading}");
            }
        }
        assert!(names().all(|(_, name)| plain(name) == name.trim_start_matches('=')), "names are plain");
        assert_eq!(
            HEADINGS
                .lines()
                .filter(|line| !line.starts_with('#') && Column::named(line.split(':').next().unwrap()).is_err())
                .count(),
            0
        );
        for none in ["", "#", "Phone", "Telefon", "E-mail", "Budget", "Text of the law 2"] {
            assert_eq!(meaning(none), None, "{none}");
        }
    }
}
