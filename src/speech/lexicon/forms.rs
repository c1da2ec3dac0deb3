//! The forms of verbs.

/// The form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::speech) enum Form {
    /// "say"
    Base,
    /// "says"
    Present,
    /// "said"
    Past,
    /// "known": only with "have" or "be"
    Done,
    /// "saying"
    Participle,
}

/// All forms of a verb. The line has its base and, if they are not regular, its past and its participle of the past;
/// a `*` after the base doubles its last letter. After a `=`, all forms are listed.
pub(super) fn conjugated(forms: &str) -> Vec<(Form, String)> {
    if let Some(all) = forms.strip_prefix('=') {
        return all.split_whitespace().map(|form| (Form::Past, form.to_owned())).collect();
    }
    let mut forms = forms.split_whitespace();
    let base = forms.next().unwrap_or_default();
    let (base, doubled) = match base.strip_suffix('*') {
        Some(base) => (base, base.chars().next_back().map(String::from).unwrap_or_default()),
        None => (base, String::new()),
    };
    let before_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    let present = match before_y {
        Some(stem) => format!("{stem}ies"),
        None if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") => format!("{base}es"),
        None => format!("{base}s"),
    };
    let past = match (before_y, base.strip_suffix('e')) {
        (Some(stem), _) => format!("{stem}ied"),
        (_, Some(stem)) => format!("{stem}ed"),
        _ => format!("{base}{doubled}ed"),
    };
    let stem = base.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o'])).unwrap_or(base);
    let mut all = vec![
        (Form::Base, base.to_owned()),
        (Form::Present, present),
        (Form::Participle, format!("{stem}{doubled}ing")),
    ];
    let irregular: Vec<_> = forms.map(str::to_owned).collect();
    let past = irregular.first().cloned().unwrap_or(past);
    all.push((Form::Past, past));
    all.extend(irregular.get(1).map(|done| (Form::Done, done.clone())));
    all
}

/// The first word of a text.
pub(in crate::speech) fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default()
}
