//! Marks of style and escapes in the texts of reference managers, which readers of a title do not see.

/// Commands of TeX for the style of a word or two.
const STYLES: [&str; 15] = [
    "emph",
    "textit",
    "textbf",
    "textsc",
    "textrm",
    "textsf",
    "texttt",
    "textup",
    "textsl",
    "mkbibemph",
    "mkbibquote",
    "enquote",
    "it",
    "em",
    "url",
];
/// Elements for the same in CSL.
const ELEMENTS: [&str; 8] = ["i", "b", "em", "strong", "sup", "sub", "sc", "span"];

/// A text of BibTeX without commands for style and their braces, and with its signs as they are printed: `\&` is `&`.
pub(super) fn without_commands(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    // For each brace that is open, whether it is of such a command.
    let mut open = Vec::new();
    while let Some(at) = rest.find(['\\', '{', '}']) {
        out.push_str(&rest[..at]);
        let sign = &rest[at..=at];
        rest = &rest[at + 1..];
        match sign {
            "\\" => {
                let name = &rest[..rest.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(rest.len())];
                if STYLES.contains(&name) {
                    rest = rest[name.len()..].trim_start();
                    if let Some(inside) = rest.strip_prefix('{') {
                        open.push(true);
                        rest = inside;
                    }
                } else if rest.starts_with(['_', '&', '%', '#', '$', '/']) {
                    out.push_str(&rest[..1]);
                    rest = &rest[1..];
                } else {
                    out.push_str(sign);
                }
            }
            "{" => {
                open.push(false);
                out.push_str(sign);
            }
            _ if open.pop() == Some(true) => {}
            _ => out.push_str(sign),
        }
    }
    out + rest
}

/// A text of CSL without elements for style. What only looks like one stays.
pub(super) fn without_elements(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find('>').filter(|&end| is_element(&rest[1..end])).map_or(0, |end| end + 1);
        if end == 0 {
            out.push('<');
        }
        rest = &rest[end.max(1)..];
    }
    out + rest
}

fn is_element(inside: &str) -> bool {
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let name = inside.split_whitespace().next().unwrap_or_default();
    ELEMENTS.contains(&name) && (inside == name || name == "span")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_see_no_marks_of_style() {
        for (text, expected) in [
            (r"A \emph story", "A story"),
            (r"A \emph{s{t}\textbf{o}ry} {x}", "A s{t}ory {x}"),
            (r"Crane \& lock \_ 5\%", "Crane & lock _ 5%"),
            (r"\LaTeX{} and \alpha", r"\LaTeX{} and \alpha"),
            (r"\url{https://example.org/a\_b}", "https://example.org/a_b"),
            (r"the end \", r"the end \"),
        ] {
            assert_eq!(without_commands(text), expected);
        }
        for (text, expected) in [
            ("Range <i>of</i> dates", "Range of dates"),
            ("H<sub>2</sub>O <span class=\"nocase\">iPad</span>", "H2O iPad"),
            ("a < b > c, 1<2, <video>", "a < b > c, 1<2, <video>"),
        ] {
            assert_eq!(without_elements(text), expected);
        }
    }
}
