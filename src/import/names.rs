//! Whether words that a desk has written for a source are a name. In doubt they are none.

/// Words for people and things that are not named, in small letters, and beginnings of such words.
const NAMELESS: [&str; 79] = [
    "anonymous",
    "unnamed",
    "unknown",
    "undisclosed",
    "unidentified",
    "various",
    "several",
    "multiple",
    "many",
    "some",
    "source",
    "sources",
    "official",
    "officials",
    "expert",
    "experts",
    "witness",
    "witnesses",
    "users",
    "user",
    "posts",
    "viral",
    "netizens",
    "bloggers",
    "blog",
    "memes",
    "meme",
    "websites",
    "rumour",
    "rumor",
    "rumours",
    "rumors",
    "reports",
    "insider",
    "insiders",
    "critics",
    "people",
    "somebody",
    "someone",
    "nobody",
    "n/a",
    "none",
    "anonym",
    "unbekannt",
    "unbekannte",
    "quelle",
    "quellen",
    "insiderin",
    "beamter",
    "beamte",
    "zeuge",
    "zeugen",
    "experten",
    "nutzer",
    "behördenkreise",
    "kreise",
    "anonyme",
    "inconnu",
    "inconnue",
    "témoin",
    "témoins",
    "internautes",
    "responsable",
    "anónimo",
    "anónima",
    "desconocido",
    "desconocida",
    "fuente",
    "fuentes",
    "testigo",
    "testigos",
    "usuarios",
    "publicaciones",
    "publicação",
    "publicações",
    "postagens",
    "publications",
    "beiträge",
    "nutzerinnen",
];
/// Where things are published by anybody.
const PLATFORMS: [&str; 29] = [
    "facebook",
    "twitter",
    "x",
    "x.com",
    "instagram",
    "tiktok",
    "youtube",
    "telegram",
    "whatsapp",
    "reddit",
    "weibo",
    "wechat",
    "vk",
    "threads",
    "bluesky",
    "mastodon",
    "snapchat",
    "linkedin",
    "4chan",
    "truth social",
    "rumble",
    "internet",
    "social media",
    "social networks",
    "soziale medien",
    "réseaux sociaux",
    "redes sociales",
    "redes sociais",
    "media sosial",
];
/// What may be beside the name of a platform without making it another name.
const OF_PLATFORM: [&str; 68] = [
    "post",
    "posts",
    "user",
    "users",
    "page",
    "pages",
    "group",
    "groups",
    "account",
    "accounts",
    "video",
    "videos",
    "message",
    "messages",
    "publications",
    "usuarios",
    "nutzer",
    "beitrag",
    "beiträge",
    "internautes",
    "posting",
    "postings",
    "seite",
    "seiten",
    "gruppe",
    "gruppen",
    "kanal",
    "kanäle",
    "channel",
    "channels",
    "profile",
    "profiles",
    "profil",
    "perfil",
    "perfiles",
    "usuario",
    "usuários",
    "utilisateur",
    "utilisateurs",
    "publication",
    "publicación",
    "publicaciones",
    "página",
    "páginas",
    "cadena",
    "cadenas",
    "mensaje",
    "mensajes",
    "tweet",
    "tweets",
    "reel",
    "reels",
    "story",
    "image",
    "images",
    "photo",
    "photos",
    "chain",
    "on",
    "in",
    "en",
    "auf",
    "sur",
    "de",
    "do",
    "and",
    "und",
    "&",
];

/// Whether words name a platform and nobody on it: "Facebook posts", "Twitter users".
pub(super) fn is_platform(words: &str) -> bool {
    let words = words.to_lowercase();
    let words = words.split([',', '/', ';', ' ', '-']).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let joined = words.join(" ");
    let is_one = |word: &&str| PLATFORMS.contains(word) || OF_PLATFORM.contains(word);
    let has_one = words.iter().any(|word| PLATFORMS.contains(word));
    let begins =
        PLATFORMS.iter().any(|platform| joined == *platform || platform.contains(' ') && joined.starts_with(platform));
    begins || has_one && words.iter().all(is_one)
}

/// Whether words are the name of somebody: they begin as one does, and none of them is a word for nobody in particular.
pub(super) fn is_name(words: &str) -> bool {
    let words = words.trim();
    let mut parts = words.split_whitespace();
    let Some(first) = parts.next() else { return false };
    let begins =
        first.chars().find(|sign| sign.is_alphanumeric()).is_some_and(|sign| !sign.is_lowercase() || is_brand(first));
    let is_article = matches!(first.to_lowercase().as_str(), "a" | "an" | "ein" | "eine" | "un" | "une" | "una");
    let plain = |part: &str| part.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != '/').to_lowercase();
    let is_nameless = words.split_whitespace().any(|part| NAMELESS.contains(&&*plain(part)));
    // Alone it is no newspaper.
    let is_post = words.eq_ignore_ascii_case("post");
    begins && !is_article && !is_nameless && !is_post && !is_platform(words)
}

/// A name that begins small and goes on with a capital, such as `eBay`, or a particle before one, such as `van`.
fn is_brand(first: &str) -> bool {
    let particles = ["van", "von", "de", "del", "della", "di", "da", "al", "bin", "el"];
    first.chars().any(char::is_uppercase) || particles.contains(&first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_descriptions() {
        for name in [
            "Ada Example",
            "Hakan Fidan",
            "Ministry of Defence",
            "von der Leyen",
            "李四",
            "eBay",
            "BBC",
            "al-Jazeera",
            "X Corp.",
            "The Washington Post",
            "Jean-Luc Example",
        ] {
            assert!(is_name(name), "{name}");
        }
        for none in [
            "a US official",
            "US officials",
            "Anonymous",
            "sources close to the talks",
            "Facebook posts",
            "Social media users",
            "X",
            "Facebook, Twitter users",
            "un témoin",
            "Ein Beamter",
            "unbekannt",
            "",
            "  ",
            "officials",
            "TikTok",
            "Unnamed engineer",
            "Facebook,Twitter",
            "Facebook-Nutzer",
            "Publicaciones en Facebook",
            "Cadena de WhatsApp",
            "Utilisateurs sur X",
            "Redes sociales",
            "Internet",
            "Viral image",
            "Multiple websites",
            "Post",
        ] {
            assert!(!is_name(none), "{none}");
        }
        assert!(
            is_platform("Facebook posts")
                && is_platform("X")
                && is_platform("social media users")
                && is_platform("Twitter/Facebook")
        );
        assert!(!is_platform("X Corp.") && !is_platform("Facebook spokeswoman Ada Example"));
    }
}
