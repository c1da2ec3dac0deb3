//! Y5 to Y10: bytes and characters that a reviewer does not see, or that readers disagree about.

use super::program::{Folder, claim, findings, words};

#[test]
fn controls_and_noncharacters_as_they_are() {
    let hidden = [
        ('\0', "U+0000"),
        ('\u{1}', "U+0001"),
        ('\u{8}', "U+0008"),
        ('\u{B}', "U+000B"),
        ('\u{1B}', "U+001B"),
        ('\u{7F}', "U+007F"),
        ('\u{80}', "U+0080"),
        ('\u{85}', "U+0085"),
        ('\u{9B}', "U+009B"),
        ('\u{9F}', "U+009F"),
        ('\u{2028}', "U+2028"),
        ('\u{2029}', "U+2029"),
        ('\u{FEFF}', "U+FEFF"),
        ('\u{FFFE}', "U+FFFE"),
        ('\u{FFFF}', "U+FFFF"),
        ('\u{1FFFE}', "U+1FFFE"),
    ];
    for (character, code) in hidden {
        assert_eq!(findings(claim(&format!("note: é{character}b"))), ["4:12 syntax"], "{code} in a value");
        assert_eq!(findings(claim(&format!("note: y # é{character}b"))), ["4:16 syntax"], "{code} in a comment");
        assert_eq!(findings(claim(&format!("é{character}b: y"))), ["4:6 syntax"], "{code} in a key");
        assert!(words(claim(&format!("note: {character}"))).contains(code), "{code} in the message");
    }
}

#[test]
fn bidirectional_controls_as_they_are() {
    let hidden =
        ['\u{61C}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202E}', '\u{2066}', '\u{2069}', '\u{E0001}', '\u{E007F}'];
    for character in hidden {
        let code = format!("U+{:04X}", u32::from(character));
        assert_eq!(findings(claim(&format!("note: y # {character}"))), ["4:15 syntax"], "{code} in a comment");
        assert_eq!(findings(claim(&format!("note: a{character}"))), ["4:12 syntax"], "{code} in a value");
        assert_eq!(
            findings(claim(&format!("note: \"a\\U{:08x}\"", u32::from(character)))),
            [""; 0],
            "{code} as an escape"
        );
    }
}

#[test]
fn controls_as_escapes() {
    for (escape, code) in [
        (r"\0", "U+0000"),
        (r"\x01", "U+0001"),
        (r"\a", "U+0007"),
        (r"\e", "U+001B"),
        (r"\r", "U+000D"),
        (r"\x7f", "U+007F"),
        (r"\N", "U+0085"),
        (r"\u009b", "U+009B"),
        (r"\uFFFE", "U+FFFE"),
        (r"\uFFFF", "U+FFFF"),
    ] {
        let text = claim(&format!("note: \"a{escape}b\""));
        assert_eq!(findings(&text), ["4:11 syntax"], "{escape}");
        assert!(words(&text).contains(code), "{escape}");
    }
    for unpaired in [r"\uD800", r"\uDFFF", r"\uD800x", r"\U00110000"] {
        let found = findings(claim(&format!("note: \"a{unpaired}b\"")));
        assert!(found.len() == 1 && found[0].ends_with("syntax"), "{unpaired}: {found:?}");
    }
    assert_eq!(findings(claim(r#"note: "a\nb\tc""#)), [""; 0]);
}

#[test]
fn bytes_that_are_not_utf_8() {
    // Thirty bytes stand before line 4 and ten before the value.
    for (what, bytes, byte) in [
        ("Latin-1", &b"\xFC"[..], "0xFC"),
        ("overlong", b"\xC0\xAF", "0xC0"),
        ("surrogate", b"\xED\xA0\x80", "0xED"),
        ("cut short", b"\xE2\x82", "0xE2"),
        ("never valid", b"\xFF", "0xFF"),
        ("beyond Unicode", b"\xF4\x90\x80\x80", "0xF4"),
    ] {
        let mut text = claim("note: ").trim_end().as_bytes().to_vec();
        text.push(b' ');
        text.extend_from_slice(bytes);
        assert_eq!(findings(&text), ["4:11 syntax"], "{what}");
        let words = words(&text);
        assert!(words.contains("not UTF-8") && words.contains(byte) && words.contains(" 40"), "{what}: {words}");
    }
}

#[test]
fn columns_do_not_count_a_byte_order_mark() {
    assert_eq!(findings(b"\xEF\xBB\xBFa: \xFC\n"), ["1:4 syntax"]);
}

#[test]
fn other_encodings_are_named_and_never_guessed() {
    let text = claim("note: y");
    let utf16 = |big: bool, mark: &str| -> Vec<u8> {
        let units = format!("{mark}{text}").encode_utf16().collect::<Vec<_>>();
        units.iter().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let utf32 = |big: bool, mark: &str| -> Vec<u8> {
        let codes = format!("{mark}{text}").chars().map(u32::from).collect::<Vec<_>>();
        codes.iter().flat_map(|code| if big { code.to_be_bytes() } else { code.to_le_bytes() }).collect()
    };
    for mark in ["", "\u{FEFF}"] {
        for big in [false, true] {
            for (name, bytes) in [("UTF-16", utf16(big, mark)), ("UTF-32", utf32(big, mark))] {
                assert_eq!(findings(&bytes), ["1:1 syntax"], "{name} {big} {mark:?}");
                let words = words(&bytes);
                assert!(words.contains(name), "{words}");
                let order = if big { "BE" } else { "LE" };
                assert!(words.contains(&format!("-f {name}{order} ")), "the way to convert {name}: {words}");
            }
        }
    }
}

#[test]
fn a_byte_order_mark_at_the_start_is_ignored() {
    assert_eq!(findings(format!("\u{FEFF}{}", claim("note: y"))), [""; 0]);
    assert_eq!(findings("\u{FEFF}clams: {}\n"), ["1:1 unknown-field"]);
    assert_eq!(findings("\u{FEFF}\u{FEFF}claims: {}\n"), ["1:1 syntax"]);
}

#[test]
fn line_ends() {
    let dos = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(findings(dos(&claim("note: y"))), [""; 0]);
    assert_eq!(findings(dos(&claim("date: soon"))), ["4:11 invalid-date"]);
    assert_eq!(findings(dos(&claim("note: |\n      é\n      z\n    date: soon"))), ["7:11 invalid-date"]);
    assert_eq!(findings("# c\rclaims: {}\n"), ["1:4 syntax"]);
    assert_eq!(findings("claims: {}\r"), ["1:11 syntax"]);
    assert_eq!(findings("claims: {}\r\r\n"), ["1:11 syntax"]);
    assert_eq!(findings("claims: {}"), [""; 0]);
}

#[test]
fn a_lone_carriage_return_hides_nothing() {
    let text = "sources:\n  a:\n    identity: named # \r    identity: anonymous\n    name: x\n";
    assert_eq!(findings(text), ["3:23 syntax"]);
    let reported = Folder::with(text).run(&["report", "c.yaml"]);
    assert_eq!(reported.status, Some(1));
}
