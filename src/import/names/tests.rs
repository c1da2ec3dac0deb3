//! Names, descriptions, and what is neither.

use super::*;

#[track_caller]
fn check(expected: Told, labels: &str) {
    let labels = labels.split('|').map(str::trim);
    let wrong: Vec<_> = labels.filter(|label| told(label) != expected).map(|label| (label, told(label))).collect();
    assert!(wrong.is_empty(), "not {expected:?}: {wrong:#?}");
}

#[test]
fn names_are_told_from_descriptions() {
    check(
        Told::Name,
        "Ada Example | Hakan Fidan | Ministry of Defence | von der Leyen | eBay | BBC | al-Jazeera | X Corp. | \
           The Washington Post | Jean-Luc Example | Reuters | Agence France-Presse | Le Monde | \
           The Economist | Tim Cook | Mayor Ada Example | mayor Ada Example | Senator Example | Dr. Example | \
           Ada Example, mayor | Ada Example (spokesperson) | Gaza resident Ada Example | \
           Facebook spokeswoman Ada Example | Former President Trump | White House official Ada Moss | \
           Port of Elmhaven (statement) | Port of Elmhaven | Turkish government | US Embassy | UN | NATO | Pentagon | \
           Kremlin | Congress | Elmhaven port authority | Food and Drug Administration | \
           Federal Bureau of Investigation | Central Intelligence Agency | World Health Organization | \
           Ministry of Health and Social Affairs | Deutsche Welle | Example Press | Bundesministerium der Finanzen | \
           Ministère de la Santé | Ministère de la santé | Example Gazette | Zwolle City Council | USA Today | \
           Drudge Report | Kant Institut | Ursula von der Leyen | 20 Minuten | Other Gazette | Иван Петров | ТАСС | \
           新华社 | 外交部 | وكالة رويترز | Newsroom 24 | Jean Example | Washington Examiner | Süddeutsche Zeitung | \
           Bo Other | Cy Third | The Guardian | O'Brien",
    );
    check(
        Told::Name,
        "A. Merkel | J.K. Rowling | J.-P. Example | E. Young | M. Soldat | Kirsten Soldat | Johannes Beamter | \
           Metropolitan Police | Zurich Police | Polizei Berlin | Victoria Police | Max-Planck-Institut | EU-Kommission | \
           US-Regierung | Bundeskriminalamt | Umweltbundesamt | Doctors Without Borders | Ärzte ohne Grenzen | \
           Médecins Sans Frontières | Friends of the Earth | Amnesty International | Business Insider | \
           The White House | netzpolitik.org | Mail on Sunday | El País | Der Standard | Chelsea FC | \
           M*A*S*H | Benjamin Netanyahu | Mercedes-Benz | U.N.",
    );
    check(
        Told::Description,
        "a US official | US officials | Anonymous | sources close to the talks | Facebook posts | X | \
           Social media users | Facebook, Twitter users | un témoin | Ein Beamter | unbekannt | officials | TikTok | \
           Unnamed engineer | Facebook,Twitter | Facebook-Nutzer | Publicaciones en Facebook | Post | \
           Cadena de WhatsApp | Utilisateurs sur X | Redes sociales | Internet | Viral image | Multiple websites | \
           - | ? | … | 2 | n/a | N/A | none",
    );
}

/// What is in the place of a name is none, and the name of a person is changed where an asterisk says so.
#[test]
fn placeholders_are_no_names() {
    check(
        Told::Description,
        "Alex* | Alex * | *Alex | Anna Weiss* | Alex* (name changed) | John Doe | Jane Doe 2 | Max Mustermann | \
           Max Mustermann, Sprecher | N. N. | N.N. | NN | Herr X | Name | xxx | A. M. | K. | staff | Staff | \
           social media user | X user @ada | facebook.com | youtube.com | TBC | tbd | various | not applicable | \
           a man named Alex | Charlotte Residents",
    );
    for pseudonym in ["Alex* (name changed)", "Jane Doe (a nurse)", "Max Mustermann (Peter Zwolle)"] {
        assert!(!reveals(pseudonym), "{pseudonym}");
    }
    // One name of several, and one that anybody may have taken.
    check(
        Told::Unclear,
        "Samira | Samira (32) | Samira, nurse | “Alex” | Kirsten | Elon | Maria K. L. | Anna-Lena | @ada | u/ada1 | \
           Riot police",
    );
}

/// A name beside words that say that it is not to be used is that of a source who is not named.
#[test]
fn a_name_that_is_not_to_be_used_reveals_somebody() {
    for label in [
        "Don Hale (nicht zitieren)",
        "Don Hale (sous couvert d'anonymat)",
        "Don Hale (keep name out)",
        "Don Hale - do not quote",
        "Don Hale, unattributable",
        "Don Hale (anonymisiert)",
        "Don Hale (ne pas citer)",
        "Don Hale (OTR)",
        "Don Hale, otr",
        "Don Hale O.T.R.",
        "OTR Don Hale",
        "Don Hale - off the rec",
        "Don Hale on bg",
        "deep bg: Don Hale",
        "Don Hale BG",
        "bg Don Hale",
        "Don Hale (Chatham House)",
        "Don Hale – Chatham House Rule",
        "Don Hale [under CHR]",
        "Don Hale NFA/BG",
        "Don Hale off",
        "Don Hale (unter 3)",
        "Don Hale, Hintergrund",
        "Don Hale wants to stay anonymous",
        "Don Hale (オフレコ)",
        "Hale (OTR)",
        "anonymous: Hale",
        "Hale, off the record",
        "Don Hale confidential source",
    ] {
        assert!(told(label) != Told::Name && reveals(label), "{label}: {:?}", told(label));
    }
    check(Told::Unclear, "Don H. | Xaver Q.");
    check(
        Told::Name,
        "BG Group | Commission on Human Rights (CHR) | Patricia Lewis of Chatham House | Chr. Hansen | Off White Ltd",
    );
    check(Told::Description, "OTR | off the rec | under the Chatham House rule | deep bg | en off | source (OTR)");
    check(Told::Common, "Chatham House | CHR | BG");
    assert_eq!(voices("Chatham House", true).unwrap().remove(0).told, Told::Name);
    check(Told::Description, "Deep Throat | Whistle Blower");
}

/// One word may be a surname, a firm, a code word or a noun of any language, unless its form shows more.
#[test]
fn one_word_alone_may_be_anything() {
    check(
        Told::Unclear,
        "Keller | Liftech | Trump | Deepthroat | Curveball | DEEPTHROAT | Kingfisher | Kraft | Correctiv",
    );
    check(
        Told::Name,
        "UNHCR | O'Brien | LiveLaw | Dr. Example | Reuters | Kremlin | X Corp. | Keller GmbH | Mercedes-Benz",
    );
    for name in ["Liftech", "Correctiv", "Kingfisher"] {
        assert_eq!(voices(name, true).unwrap().remove(0).told, Told::Name, "{name}");
    }
}

/// What many are called says who it is only where the input says that it is a name.
#[test]
fn common_words_may_be_the_name_of_a_group() {
    check(
        Told::Common,
        "taz | heise online | The Conversation | Vice News | State television | The government | Office of the Mayor | \
           fire department | Finanzministerium | Hafen-Behörde | Xenia Soldat | Jordan Official | Taxi Driver",
    );
    let of = |label: &str| voices(label, true).unwrap().remove(0).told;
    for name in ["taz", "heise online", "The Conversation", "Vice News", "Metropolitan Police", "人民网"] {
        assert_eq!(of(name), Told::Name, "{name}");
    }
    for unclear in
        ["City Council", "The government", "US media", "Port Worker", "Samira", "Turkish Media", "Court Documents"]
    {
        assert_eq!(of(unclear), Told::Unclear, "{unclear}");
    }
    for none in ["Facebook posts", "an anonymous blogger", "Jane Doe", "confidential", "Kremlin source"] {
        assert_eq!(of(none), Told::Description, "{none}");
    }
}

/// Words for a role, several people or a thing are no name, whatever their capitals.
#[test]
fn roles_are_descriptions() {
    check(
        Told::Description,
        r#"NATO diplomat | NATO Diplomat | EU diplomats | Port workers | Port Workers | CIA officer | MI5 officer | \
           Off the record | Name Withheld | Person familiar with the matter | Two Diplomats | European Diplomat | \
           Whistleblower | Former Employee | Ex-Employee | Eyewitness | Residents | Local residents | Spokesperson | \
           Police officers | Labour MP | Tory backbencher | Trump adviser | Republican lawmaker | Ukrainian soldier | \
           Gaza resident | Western intelligence | Friends of the Minister | Jonas Keller's aide | Aide to Keller | \
           Palace aide | Jonas Keller (name withheld) | “Anna” (name changed) | Jane Doe (pseudonym) | Redacted | \
           Withheld | Not disclosed | On background | Anon | TBD | Me | Interview | Own research | Internal memo | \
           Leaked document | Leaked email | Leaked Email | Court documents | Email from port | Regierungskreise | \
           Sicherheitskreise | Bundeswehr-Kreise | Politiker | Hafenarbeiter | Kremlin source | unknown | \
           Facebook page "Truth Now" | Masked Gunman | UNIDENTIFIED MALE | UNNAMED OFFICIAL | Ministry spokesman | \
           Local council | City Council | Local media | Hospital staff | Rebel commander | \
           Witness 1 | Officer X | Source 3 | K."#,
    );
    // Publishers, too.
    check(
        Told::Description,
        "an anonymous blogger | a friend | leaked | WhatsApp group | a source | sources | various | private | \
           Facebook | TBC | Unbekannt | no publisher | reports | Twitter user | local media | Turkish media | \
           US media | confidential | n.p. | Local newspaper",
    );
}

/// In German every noun has a capital, and in all languages the first word of a cell.
#[test]
fn nouns_for_people_are_descriptions() {
    check(
        Told::Description,
        "Betroffene | Opfer | Krankenschwester | Pflegekraft | Zugführer | Hausmeister | Soziologin | Physiotherapeut | \
           Kassiererin | Infirmière | Enfermera | Barista | Geologist | Chain email | House Republicans | \
           to be confirmed",
    );
    check(Told::Name, "Hannelore Kraft | Anna Hofmeister | Helmut Opfer | Führer | Deutsche Presse-Agentur");
    check(Told::Unclear, "ask Peter");
    check(Told::Common, "Americans for Prosperity");
}

/// In other languages and scripts, words for roles are none, and where nothing shows it nobody is named.
#[test]
fn other_scripts_are_read_with_doubt() {
    check(
        Told::Description,
        "مسؤول لم يذكر اسمه | 官员 | Источник в правительстве | Чиновник | Местные жители | مصدر | دبلوماسي | \
           الدبلوماسي | 匿名消息人士 | 外交部发言人 | 当地媒体 | 关于此事的知情人士 | Представитель компании | Аноним | 目撃者 | 정부 관계자 | \
           Fuentes oficiales | Funcionarios | Un diplomate européen | Responsable européen | Свидетели | Witnesses | \
           Testigos",
    );
    check(
        Told::Unclear,
        "Anna | Maria K. | Жители Донецка | Представитель МИД | 李四 | أحمد علي | דנה כהן | 김철수 | 山田太郎",
    );
}

#[test]
fn a_name_beside_a_description_is_seen() {
    for label in [
        "a source (Peter Zwolle)",
        "an official, Peter Zwolle",
        "Source: Peter Zwolle",
        "source Peter Zwolle",
        "a source named Peter Zwolle",
        "an engineer (Zwolle)",
        "Jonas Keller (name withheld)",
        "Jonas Keller, anonymous",
        "Port engineer (Peter Zwolle)",
        "a source – Peter Zwolle",
        "消息人士（李四）",
        "unnamed engineer Peter Zwolle",
        "Anonymous [Peter Zwolle]",
        "Peter Zwolle on background",
        "Peter Zwolle (confidential)",
        "Peter Zwolle [not for attribution]",
        "Peter Zwolle - do not name",
        "off-record: Peter Zwolle",
        "an anonymous blogger (Peter Zwolle)",
    ] {
        assert!(reveals(label), "{label}");
    }
    for label in [
        "a source",
        "an officer (CIA)",
        "a source close to Peter Zwolle",
        "Jonas Keller's aide",
        "Aide to Jonas Keller",
        "an official (Ministry of Defence)",
        "officials (Reuters)",
        "Ada Example (mayor)",
        "Halvard Energy source",
        "“Anna” (name changed)",
        "Jane Doe (pseudonym)",
        "a friend of Peter Zwolle",
        "Facebook page \"Truth Now\"",
        "an engineer, who asked not to be named",
        "a diplomat (EU)",
        "unnamed Halvard Energy executive",
        "Name Withheld",
        "Identity Withheld",
        "Not Disclosed",
        "On Background",
        "Kremlin Sources",
    ] {
        assert!(!reveals(label), "{label}");
    }
}

#[test]
fn voices_in_one_label_are_apart_only_where_that_is_certain() {
    let of = |label: &str, is_group| {
        voices(label, is_group).ok().map(|voices| voices.into_iter().map(|voice| voice.label).collect::<Vec<_>>())
    };
    for (label, expected) in [
        ("Jonas Keller and Marta Oliveira", &["Jonas Keller", "Marta Oliveira"][..]),
        ("Jonas Keller & Marta Oliveira", &["Jonas Keller", "Marta Oliveira"]),
        ("Jonas Keller / Marta Oliveira", &["Jonas Keller", "Marta Oliveira"]),
        ("Jonas Keller und Ursula von der Leyen", &["Jonas Keller", "Ursula von der Leyen"]),
        ("Reuters, AP", &["Reuters", "AP"]),
        ("Reuters and the BBC", &["Reuters", "the BBC"]),
        ("Reuters/AFP", &["Reuters", "AFP"]),
        ("Maria Keller, John Oliveira", &["Maria Keller", "John Oliveira"]),
        ("Jonas Keller, Marta Oliveira", &["Jonas Keller", "Marta Oliveira"]),
    ] {
        assert_eq!(
            of(label, false).as_deref(),
            Some(&expected.iter().map(|&one| one.to_owned()).collect::<Vec<_>>()[..]),
            "{label}"
        );
    }
    for one in [
        "Ada Example",
        "Ministry of Health and Social Affairs",
        "Food and Drug Administration",
        "US and EU officials",
        "Ada Example, mayor",
        "Ada Example, head of research and development",
        "Martin Luther King, Jr.",
        "Ada Example, Minister of Health and Education",
        "officials and residents",
        "officials via Reuters",
        "Reuters citing officials",
        "a source close to Keller and Oliveira",
        "Ada Example, University of Zwolle",
        "Facebook, Twitter users",
        "n/a",
        "Port of Elmhaven (cranes and locks)",
        "Halvard Energy, Inc.",
        "9/11 Commission",
        "Ministerio de Ciencia y Tecnología",
        "Anadolu Agency",
        "Example & Sons",
        "Bosnian and Serbian officials",
        "Ernst & Young",
        "Procter & Gamble",
        "Müller & Söhne KG",
        "Smith Barney & Lee Ltd",
        "Marks and Spencer",
        "Hans Vogel, lawyer, MP and mayor",
        "Ada Example (Green Party)",
        "Ada Example (CDU)",
        "Associated Press (AP)",
        "World Health Organization (WHO)",
        "@ada/ada",
    ] {
        assert_eq!(of(one, false).map(|voices| voices.len()), Some(1), "{one}");
    }
    for label in [
        "Port of Elmhaven (statement), via Reuters",
        "Keller, according to Reuters",
        "Zwolle Keller, Brandt Oliveira",
        "Liftech / Reuters",
        "Keller and Oliveira",
        "Keller/Oliveira",
        "Anna & Maria",
        "Jonas Keller or his deputy",
        "Keller via Reuters",
        "officials and Jonas Keller",
        "Keller laut Reuters",
        "Keller and officials",
        "According to Reuters",
        "李四、王五",
        "Zwolle Keller, Brandt Oliveira and Bo Other",
        "Reuters and the Ministry of Defence",
        "Keller, as told to Reuters",
        "Keller told Reuters",
        "Ada Example, Reuters",
        "Anna Weiss told Reuters",
        "Anna Weiss tells BBC",
        "Anna Weiss in an interview with Der Spiegel",
        "Reuters: Anna Weiss",
        "Reuters (Zwolle Brandt)",
        "Reuters – Anna Weiss",
        "Anna Weiss (Reuters)",
        "Anna Weiss - Reuters",
        "Anna Weiss | BBC",
        "Anna Weiss/Reuters",
        "Port of Elmhaven: Anna Weiss",
        "Hans Vogel and residents",
        "Hans Vogel, mayor and residents",
        "Hans Vogel, MP and Anna Weiss",
    ] {
        assert_eq!(of(label, false), None, "{label}");
    }
    assert_eq!(of("Crane and Lock", true).map(|voices| voices.len()), Some(1));
}

/// What is beside the name of a person is no part of it, so that the same person is one source.
#[test]
fn an_office_is_no_part_of_a_name() {
    for (label, role) in [
        ("Ada Example, mayor", Some("mayor")),
        ("Ada Example (mayor)", Some("mayor")),
        ("Ada Example, MP and mayor", Some("MP and mayor")),
        ("Ada Example, professor of law", Some("professor of law")),
        ("Ada Example, Prime Minister", Some("Prime Minister")),
        ("Ada Example, University of Zwolle", Some("University of Zwolle")),
        ("Ada Example, Minister of Health and Education", Some("Minister of Health and Education")),
        ("Ada Example, Virologin", Some("Virologin")),
        ("Ada Example, Jr.", None),
        ("Ada Example (45)", None),
        ("Port of Elmhaven (statement)", None),
        ("Example, Ada", None),
        ("Halvard Energy, Inc.", None),
    ] {
        let voices = voices(label, false).unwrap();
        let name = if role.is_some() { "Ada Example" } else { label };
        assert_eq!((&*voices[0].label, voices[0].role.as_deref()), (name, role), "{label}");
    }
}

/// Any word may be the name of a paper, so all that is not surely a description is counted in the account.
#[test]
fn publishers_that_may_have_a_name_are_not_passed_over() {
    for (label, told) in [
        ("bellingcat.com", Told::Name),
        ("ntv.de", Told::Name),
        ("Caliber.Az", Told::Name),
        ("The Guardian", Told::Name),
        ("taz", Told::Name),
        ("heise online", Told::Name),
        ("The Conversation", Told::Name),
        ("Business Insider", Told::Name),
        ("US media", Told::Unclear),
        ("local newspaper", Told::Unclear),
        ("an anonymous blogger", Told::Description),
        ("a port engineer", Told::Description),
        ("confidential", Told::Description),
        ("n.d.", Told::Description),
        ("-", Told::Description),
    ] {
        assert_eq!(told_of_group(label), told, "{label}");
    }
}
