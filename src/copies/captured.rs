//! The address that a page was archived from, beside the one that it gives as its own.

use super::facts::Facts;
use super::remark::Remark;

impl Facts {
    /// Takes the address that a page was archived from. The one by which it wants to be known counts if it is of the
    /// same site: a page can name any address, also that of somebody else's.
    pub(super) fn captured_from(&mut self, address: String) {
        // A part of a message may have an address of no site, such as `cid:`.
        if host(&address).is_none() {
            return;
        }
        let own = self.url.take().filter(|url| host(url).is_some());
        if let Some(own) = own {
            if is_same_site(&own, &address) {
                self.url = Some(own);
                self.addresses.push(address);
                return;
            }
            self.remarks.push(Remark::OtherSite);
            self.addresses.push(own);
        }
        self.url = Some(address);
    }
}

/// Whether two addresses are of one host, or of one and another below it, such as one for telephones.
fn is_same_site(one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (host(one), host(other)) else { return false };
    let is_below = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with('.'));
    one == other || is_below(&one, &other) || is_below(&other, &one)
}

/// The host of a web address, in small letters and without `www`.
fn host(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once("://")?;
    let is_web = ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    let authority = rest.split(['/', '?', '#', '\\']).next().filter(|_| is_web)?;
    let host = authority.rsplit('@').next()?.to_ascii_lowercase();
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let host = host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(&*host, |(host, _)| host);
    let host = host.trim_end_matches('.');
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned()).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_another_site_is_not_taken() {
        let captured = "https://captured.example/page";
        for (own, expected, is_other) in [
            (None, captured, false),
            (Some("/relative"), captured, false),
            (Some("https://captured.example/story"), "https://captured.example/story", false),
            (Some("https://WWW.Captured.example:443/story"), "https://WWW.Captured.example:443/story", false),
            (Some("https://m.captured.example/story"), "https://m.captured.example/story", false),
            (Some("https://other.example/story"), captured, true),
            (Some("https://captured.example@other.example/"), captured, true),
            (Some("https://notcaptured.example/"), captured, true),
            (Some("https://other.example\\@captured.example/"), captured, true),
        ] {
            let mut facts = Facts { url: own.map(str::to_owned), ..Facts::default() };
            facts.captured_from(captured.to_owned());
            assert_eq!(facts.url.as_deref(), Some(expected), "{own:?}");
            assert_eq!(facts.remarks.contains(&Remark::OtherSite), is_other, "{own:?}");
        }
    }
}
