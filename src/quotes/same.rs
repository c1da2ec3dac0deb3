//! Whether two quotes are one, however they are set.

use super::normal::pieces;
use crate::text::Text;

/// A quote in normal form, without the marks around it and the pause at its end, for which the search does not care.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct NormalQuote(String);

impl NormalQuote {
    /// That of a quote. Linear.
    pub(crate) fn of(quote: &Text) -> Self {
        let forms: Vec<_> = pieces(quote.untrusted()).map(|piece| piece.form).collect();
        let is_around = |form: &&str| ["\"", ",", ";"].contains(form);
        let from = forms.iter().position(|form| !is_around(&&**form)).unwrap_or(forms.len());
        let to = forms.iter().rposition(|form| !is_around(&&**form)).map_or(from, |last| last + 1);
        Self(forms[from..to].join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_it_is_set_makes_no_other_quote() {
        let of = |quote: &str| NormalQuote::of(&Text::new(quote));
        let quote = of("The “old” bridge – it’s closed");
        for same in [
            "“The 'old' bridge - it's closed,”",
            "The  \"old\"\nbridge — it’s closed;",
            "«The “old” bridge–it’s closed»",
        ] {
            assert_eq!(of(same), quote, "{same}");
        }
        for other in ["The old bridge – it’s closed", "the “old” bridge – it’s closed", "The “old” bridge – it’s", ""]
        {
            assert_ne!(of(other), quote, "{other}");
        }
        assert_eq!(of("“”"), of(""));
    }
}
