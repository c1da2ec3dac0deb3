//! Amounts, which look like telephone numbers and are none: they have a unit, a currency or decimals.

/// Words behind a number that say what it counts or measures, without their full stop.
const UNITS: [&str; 52] = [
    "%",
    "‰",
    "€",
    "$",
    "£",
    "¥",
    "g",
    "kg",
    "mg",
    "t",
    "to",
    "ton",
    "tons",
    "tonnes",
    "tonnen",
    "mm",
    "cm",
    "m",
    "km",
    "m²",
    "km²",
    "m2",
    "km2",
    "m³",
    "m3",
    "ha",
    "hectares",
    "hektar",
    "l",
    "ml",
    "kwh",
    "mwh",
    "gwh",
    "twh",
    "kw",
    "mw",
    "gw",
    "eur",
    "euro",
    "euros",
    "usd",
    "dollar",
    "dollars",
    "chf",
    "franken",
    "francs",
    "gbp",
    "pounds",
    "people",
    "menschen",
    "einwohner",
    "votes",
];
/// Words and signs before a number that say that it is an amount.
const CURRENCIES: [&str; 15] =
    ["€", "$", "£", "¥", "₹", "₽", "us$", "eur", "usd", "chf", "gbp", "fr", "rs", "inr", "jpy"];
/// What may be between thousands.
const BETWEEN: [char; 5] = [' ', '.', ',', '\'', '’'];

/// Whether a word before a number says that it is an amount of money.
pub(super) fn is_currency(word: &str) -> bool {
    CURRENCIES.contains(&&*word.trim_end_matches('.').to_lowercase())
}

/// The end of the amount at the beginning of a text. `is_money` if a currency is before it.
pub(super) fn amount(text: &str, is_money: bool) -> Option<usize> {
    let first = digits(text);
    if first == 0 || first > 1 && text.starts_with('0') {
        return None;
    }
    let mut end = first;
    let between = text[end..].chars().next().filter(|sign| BETWEEN.contains(sign) && first <= 3);
    while let Some(group) = between.and_then(|sign| text[end..].strip_prefix(sign)).filter(|rest| digits(rest) == 3) {
        end = text.len() - group.len() + 3;
    }
    let sign = text[end..].chars().next().filter(|&sign| matches!(sign, '.' | ',') && Some(sign) != between);
    let decimals = sign.map_or(0, |_| digits(&text[end + 1..]));
    end += if decimals > 0 { decimals + 1 } else { 0 };
    let rest = &text[end..];
    let next = rest.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
    // More digits behind it make it another number.
    let goes_on =
        rest.trim_start_matches(|sign: char| " .-/()+".contains(sign)).starts_with(|sign: char| sign.is_ascii_digit())
            && !rest.starts_with(". ");
    let is_amount = is_money || (1..=2).contains(&decimals) || UNITS.contains(&&*next.to_lowercase());
    (is_amount && !goes_on).then_some(end)
}

/// How many digits a text begins with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}
