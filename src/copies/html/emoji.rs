//! Emoji that pages show as pictures.

use super::tree::Element;

/// How many characters such a text may have: a flag or a family has some ten.
const MAX_CHARACTERS: usize = 24;

/// The text of a picture, if it is only emoji: people see it, and copy it.
pub(super) fn of_picture(element: &Element) -> Option<&str> {
    let text = element.attribute("alt").filter(|_| element.local() == "img")?;
    is_emoji(text).then_some(text)
}

fn is_emoji(text: &str) -> bool {
    let is_shown = |character: char| {
        matches!(character,
            '\u{1F000}'..='\u{1FAFF}' | '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{25A0}'..='\u{27BF}'
            | '\u{2900}'..='\u{297F}' | '\u{2B00}'..='\u{2BFF}' | '©' | '®' | '‼' | '⁉' | '™' | 'ℹ' | '〰' | '〽'
            | '㊗' | '㊙')
    };
    let is_keycap = text.ends_with('\u{20E3}');
    let is_beside = |character: char| {
        matches!(character, '\u{200D}' | '\u{FE0E}' | '\u{FE0F}' | '\u{20E3}' | '\u{E0020}'..='\u{E007F}' | ' ')
            || is_keycap && matches!(character, '0'..='9' | '#' | '*')
    };
    text.chars().count() <= MAX_CHARACTERS
        && (is_keycap || text.chars().any(is_shown))
        && text.chars().all(|character| is_shown(character) || is_beside(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_emoji_is_nothing_else() {
        for text in
            ["🏆", "👩\u{200D}🚀", "❤\u{FE0F}", "🇩🇪", "3\u{FE0F}\u{20E3}", "🏴\u{E0067}\u{E0062}\u{E007F}", "✅ ✅"]
        {
            assert!(is_emoji(text), "{text}");
        }
        for text in ["", " ", "a", "🏆 cup", "3", "A trophy", "—", &"🏆".repeat(MAX_CHARACTERS + 1)] {
            assert!(!is_emoji(text), "{text}");
        }
        assert!(is_emoji(&"🏆".repeat(MAX_CHARACTERS)));
    }
}
