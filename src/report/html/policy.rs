//! The Content-Security-Policy of the report: nothing but our one style and our one script.

use crate::digest::Digest;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The policy under which only this style and this script act, and nothing is asked of any server.
pub(crate) fn policy(style: &str, script: &str) -> String {
    let (style, script) = (allowed(style), allowed(script));
    format!("default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'")
}

/// The policy of a page with one more script, which asks the server that the page came from.
pub(super) fn served(style: &str, script: &str, asking: &str) -> String {
    let scripts = format!("script-src {}", allowed(script));
    policy(style, script).replace(&scripts, &format!("{scripts} {}; connect-src 'self'", allowed(asking)))
}

/// How a policy names a text that may act.
fn allowed(text: &str) -> String {
    format!("'sha256-{}'", base64(Digest::of(text.as_bytes()).bytes()))
}

/// Base64 as RFC 4648 has it, with padding.
fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |nth: usize| u32::from(group.get(nth).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for nth in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * nth)) as usize & 63];
            text.push(if nth <= group.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 4648, section 10.
    #[test]
    fn base64_is_that_of_the_standard() {
        let pairs =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")];
        for (plain, coded) in pairs {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
        assert_eq!(base64(&[0xFB, 0xFF]), "+/8=");
    }

    /// The hash of nothing is the well-known one of SHA-256.
    #[test]
    fn the_policy_names_both() {
        let nothing = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        let policy = policy("", "");
        assert!(
            policy.starts_with(&format!("default-src 'none'; style-src {nothing}; script-src {nothing};")),
            "{policy}"
        );
    }
}
